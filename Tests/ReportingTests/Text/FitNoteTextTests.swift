import ChurnModels
import Reporting
import Series
import Testing

@Suite("Notes of fits")
struct FitNoteTextTests {
  private func effect(_ estimate: Double, free: Double? = nil, share: Double = 1) -> Coefficient {
    // t of 0.975 with 10 degrees of freedom is 2.228.
    Coefficient(
      name: "outages", estimate: estimate, standardError: 0.01, degreesOfFreedom: 10, freeEstimate: free,
      dataShare: share)
  }

  @Test("An effect is described by one more unit, with the interval of its size")
  func effects() {
    #expect(
      FitNoteText.text(.effect(effect(0.05)))
        == "`outages` is harmful: one more unit lowers growth by 0.0500 per month (95 % 0.0277 … 0.0723).")
    #expect(
      FitNoteText.text(.effect(effect(-0.05)))
        == "`outages` is helpful: one more unit raises growth by 0.0500 per month (95 % 0.0277 … 0.0723).")
    #expect(
      FitNoteText.text(.noEffect(effect(-0.01)))
        == "`outages`: there is no evidence of an effect. The estimate points to help, but its 95 % interval, −0.0323 … 0.0123, contains 0."
    )
    #expect(FitNoteText.text(.noEffect(effect(0.01))).contains("points to harm"))
  }

  @Test("Signs and priors are described as stated")
  func stated() {
    #expect(
      FitNoteText.text(.constrained(effect(0, free: -0.0123)))
        == "`outages` is held at 0: the model states its sign, but the data alone would give −0.0123, with the opposite sign. "
        + "This is not evidence for the stated sign.")
    #expect(
      FitNoteText.text(.prior(effect(0.05, share: 0.3)))
        == "`outages`: 30 % of its precision comes from the data, 70 % from the stated prior.")
    #expect(
      FitNoteText.text(.reference(driver: "tone", level: 0.2, stated: true))
        == "`tone` is measured from 0.2000, the stated reference level.")
    #expect(FitNoteText.text(.reference(driver: "tone", level: 0.2, stated: false)).hasSuffix("its first 12 figures."))
  }

  @Test(
    "Drivers improve the model from a difference of two units of AICc",
    arguments: [
      (-3.0, "The drivers improve the model in this sample: AICc is 3.0 lower with them."),
      (-2, "In this sample, the model is about as good without drivers: AICc falls by 2.0 with them."),
      (2, "In this sample, the model is about as good without drivers: AICc rises by 2.0 with them."),
      (2.1, "In this sample, the drivers do not improve the model: AICc is 2.1 higher with them."),
    ])
  func place(difference: Double, text: String) {
    #expect(FitNoteText.text(.driversAgainstNone(aiccDifference: difference)) == text)
  }

  @Test("Correlated residuals make standard errors too small where the correlation is positive")
  func correlated() {
    func text(_ durbinWatson: Double, _ isAllowedFor: Bool) -> String {
      FitNoteText.text(
        .correlatedInnovations(
          durbinWatson: durbinWatson, allowedFor: isAllowedFor, isWeighted: false, errors: .independent))
    }
    #expect(text(1.2, false).contains("Durbin–Watson 1.20") && text(1.2, false).contains("too small"))
    #expect(text(2.8, false).contains("not reliable") && text(2.8, false).contains("state ar(1)"))
    #expect(text(1.2, true).contains("The standard errors allow for this"))
  }

  @Test("Few degrees of freedom are said, with where they went")
  func fewDegrees() throws {
    #expect(
      FitNoteText.text(.fewDegreesOfFreedom(2, coefficients: 12, changes: 14)).hasPrefix(
        "2 degrees of freedom left: 12 coefficients from 14 changes."))
    let first = Month(year: 2020, month: 1)
    func notes(_ months: Int) throws -> [FitNote] {
      let users = (0..<months).map { 1e6 + 1e4 * Double($0 * $0 % 17) }
      let table = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: users), drivers: [])
      return try NetGrowth(ModelSpecification()).fit(table).notes()
    }
    func isFew(_ note: FitNote) -> Bool { if case .fewDegreesOfFreedom = note { true } else { false } }
    #expect(try notes(6).contains(.fewDegreesOfFreedom(4, coefficients: 1, changes: 5)))
    #expect(try !notes(12).contains(where: isFew))
  }

  @Test("Other notes have their numbers")
  func others() {
    #expect(FitNoteText.text(.sparse(figures: 9, months: 25)).hasPrefix("MAU is published for 9 of 25 months."))
    #expect(
      FitNoteText.text(.effectiveSampleSize(12.4, observations: 35)).contains(
        "35 changes carry as much information as about 12 independent"))
    #expect(
      FitNoteText.text(.againstNaive(rootMeanSquare: 0.0123, naive: 0.02))
        == "A typical error over one month is 1.23 % in the sample, 2.00 % for the naive forecast (no change).")
    #expect(FitNoteText.text(.noLongRun(saturation: -0.01)).contains("(saturation −0.0100)"))
    #expect(FitNoteText.text(.notConverged).contains("do not use this fit"))
    #expect(
      FitNoteText.name(of: .naive) == "naive (no growth)" && FitNoteText.name(of: .withoutDrivers) == "without drivers")
  }
}
