import ChurnForecast
import TestSupport
import Testing

@Suite("Saved fit")
struct SavedFitTests {
  private func fit() throws -> FittedNetGrowth {
    let drivers = [
      DriverSpecification(try DriverExpression(parsing: "carryover(x, 0.5)"), name: "tension", missing: .carry)
    ]
    return try NetGrowth(ModelSpecification(baseline: .saturating, drivers: drivers))
      .fit(TestSeries.table(months: [0, 1] + Array(stride(from: 4, to: 60, by: 2))))
  }

  @Test("A saved fit is read back equal, to the last bit")
  func roundTrip() throws {
    let fit = try fit()
    let text = try SavedFit.text(of: fit)
    let again = try #require(SavedFit.read(text, file: "fit.json") as? FittedNetGrowth)
    #expect(again.estimate == fit.estimate && again.criteria == fit.criteria && again.benchmarks == fit.benchmarks)
    #expect(again.specification == fit.specification && again.data.mau.values == fit.data.mau.values)
    #expect(try SavedFit.text(of: again) == text)
    #expect(try again.forecast(months: 6) == fit.forecast(months: 6))
  }

  private func problem(_ text: String) -> String? {
    let error = #expect(throws: ChurnModelError.self) { try SavedFit.read(text, file: "fit.json") }
    return error?.description
  }

  @Test("Other files, other versions and damaged files are rejected with a clear message")
  func refusals() throws {
    let text = try SavedFit.text(of: fit())
    let other = "fit.json: this is not a saved fit; expected a file written by `churn-forecast fit --out`."
    #expect(problem("") == other)
    #expect(problem("{\"format\": \"something\", \"version\": 1}") == other)
    #expect(
      problem(text.replacing("\"version\" : 2", with: "\"version\" : 1"))
        == "fit.json: the fit was saved in format version 1; this program reads version 2. Fit the model again.")
    #expect(
      problem(text.replacing("\"sigma\"", with: "\"sigmas\""))
        == "fit.json: the saved fit is damaged: `sigma` is missing.")
    #expect(problem(text.replacing("\"columns\" : 3", with: "\"columns\" : 4"))?.contains("damaged") == true)
    #expect(
      problem(String(text.dropLast(40)))
        == "fit.json: the saved fit is damaged or incomplete. Fit the model again.")
    #expect(problem(text.replacing("\"kind\" : \"naive\"", with: "\"kind\" : \"drift\""))?.contains("damaged") == true)
  }

  @Test("The automatic choice is saved as the drivers and data it follows from")
  func automatic() throws {
    let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"))])
    let fit = try AutomaticModel(specification).fit(TestSeries.table())
    let again = try #require(SavedFit.read(SavedFit.text(of: fit), file: "fit.json") as? AutomaticForecast)
    #expect(again.specification == specification && again.weight == fit.weight)
    #expect(try again.forecast(months: 4) == fit.forecast(months: 4))
  }

  @Test("A document without a fit is rejected")
  func empty() {
    #expect(
      problem("{\"format\": \"churn-forecast fit\", \"version\": 2}")
        == "fit.json: the saved fit is damaged: `netGrowth` or `churnHazard` or `automatic` is missing.")
  }

  @Test("A fit with a number that is not finite cannot be saved, and that is an error")
  func notFinite() throws {
    let data = MonthlyTable(
      mau: MonthlyColumn(
        name: "mau", first: TestSeries.first, values: TestSeries.table().mau.values.map { $0.map { _ in .infinity } }))
    let fit = try AutomaticModel().fit(data)
    #expect(throws: ChurnModelError.notFinite) { try SavedFit.text(of: fit) }
  }
}
