import ChurnForecast
import Foundation
import RealModule
import Testing

@Suite("Errors of the figures")
struct FigureErrorTests {
  private static func model(_ error: FigureError?) -> ModelSpecification {
    var model = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 2)])
    model.figureError = error
    return model
  }

  private struct Reference: Sendable {
    let step: Int
    let error: FigureError
    let sigma: Double
    let estimates: [Double]
    let errors: [Double]
  }

  private static let references = [
    Reference(
      step: 1, error: .fraction(0.003), sigma: 0.00706885737, estimates: [0.00996448, 0.00553305],
      errors: [0.00086255, 0.00111214]),
    Reference(
      step: 3, error: .rounding(4000), sigma: 0.0102125932, estimates: [0.00991046, 0.00531101],
      errors: [0.00127837, 0.00182812]),
  ]

  @Test("Estimates and errors are those of generalised least squares", arguments: [0, 1])
  func reference(number: Int) throws {
    let right = Self.references[number]
    let fit = try NetGrowth(Self.model(right.error)).fit(DriftSeries.table(every: right.step))
    #expect(abs(fit.estimate.sigma / right.sigma - 1) < 1e-7, "\(fit.estimate.sigma)")
    for (own, (estimate, error)) in zip(fit.coefficients, zip(right.estimates, right.errors)) {
      #expect(abs(own.estimate / estimate - 1) < 2e-6, "\(own.name) \(own.estimate)")
      #expect(abs(own.standardError / error - 1) < 1e-5, "\(own.name) \(own.standardError)")
    }
  }

  @Test("A small error is the same as none")
  func limit() throws {
    let table = DriftSeries.table(every: 1)
    let exact = try NetGrowth(Self.model(nil)).fit(table)
    let nearly = try NetGrowth(Self.model(.fraction(1e-7))).fit(table)
    for (own, other) in zip(nearly.coefficients, exact.coefficients) {
      #expect(abs(own.estimate / other.estimate - 1) < 1e-6)
      #expect(abs(own.standardError / other.standardError - 1) < 1e-6)
    }
    let (a, b) = (try nearly.forecast(months: 6), try exact.forecast(months: 6))
    for (own, other) in zip(a.months, b.months) { #expect(abs(own.median / other.median - 1) < 1e-6) }
  }

  /// Growth of 1 % with errors of 1 % a month and of 1 % in the figures.
  private static func simulated(seed: UInt64, months: Int) throws -> (published: MonthlyTable, truth: MonthlyTable) {
    func table(_ error: FigureError?) throws -> MonthlyTable {
      try SeriesSimulation(
        model(error), coefficients: [0.01, 0.004], innovation: 0.01, users: 1e6, first: Month(year: 2015, month: 1),
        months: months, processes: ["x": .poisson(rate: 2)]
      ).table(seed: seed)
    }
    return (try table(.fraction(0.01)), try table(nil))
  }

  @Test("Intervals of users a year ahead hold 80 % and are narrower than those that take errors for growth")
  func coverage() throws {
    let series = 300
    var (inside, effects) = (0.0, 0.0)
    var widths = [0.0, 0.0]
    for seed in 0..<series {
      let (published, truth) = try Self.simulated(seed: UInt64(seed), months: 73)
      let end = published.mau.first.advanced(by: 61)
      let past = MonthlyTable(mau: published.mau.clipped(to: published.mau.first..<end), drivers: published.drivers)
      for (place, error) in [FigureError.fraction(0.01), nil].enumerated() {
        let fit = try NetGrowth(Self.model(error)).fit(past, benchmarks: false)
        let last = try #require(fit.forecast(months: 12, drivers: published.drivers).months.last)
        let interval = try #require(last.intervals.first { $0.coverage == 0.8 })
        widths[place] += Double.log(interval.upper / interval.lower)
        guard error != nil else { continue }
        if (interval.lower...interval.upper).contains(truth.mau[end.advanced(by: 11)] ?? .nan) {
          inside += 1 / Double(series)
        }
        if fit.effects[0].interval(coverage: 0.95).contains(0.004) { effects += 1 / Double(series) }
      }
    }
    #expect(0.74...0.86 ~= inside, "\(inside)")
    #expect(0.91...0.98 ~= effects, "\(effects)")
    #expect(widths[0] < 0.7 * widths[1], "\(widths)")
  }

  @Test("Every baseline and error process takes them, and a saved fit gives the same forecast")
  func combinations() throws {
    let table = DriftSeries.table(every: 1)
    for (baseline, errors) in [
      (Baseline.constant, ErrorProcess.arma(p: 1, q: 0)), (.drifting, .independent), (.saturating, .independent),
      (.logistic, .independent), (.choice, .choice),
    ] {
      var model = Self.model(.fraction(0.002))
      model.baseline = baseline
      model.errors = errors
      let fit = try NetGrowth(model).fit(table)
      let read = try JSONDecoder().decode(FittedNetGrowth.self, from: JSONEncoder().encode(fit))
      let forecast = try fit.forecast(months: 6)
      #expect(try read.forecast(months: 6) == forecast)
      #expect(forecast.months.allSatisfy { $0.intervals.allSatisfy { $0.lower < $0.upper } })
    }
  }

  @Test("More error than the figures vary is refused")
  func tooUncertain() throws {
    #expect(throws: ChurnModelError.figuresTooUncertain(file: "data")) {
      try NetGrowth(Self.model(.fraction(0.2))).fit(DriftSeries.table(every: 1))
    }
  }

  @Test("Their fits are known to take longer")
  func work() {
    func seconds(_ error: FigureError?) -> Double {
      NetGrowth(Self.model(error)).fittingWork(figures: 60, months: 60, benchmarks: false).seconds
    }
    #expect(seconds(.fraction(0.01)) > 10 * seconds(nil))
  }

  @Test("Model files state them")
  func files() throws {
    func model(_ text: String) throws -> ModelSpecification { try ModelSpecification(file: "m.yaml", text: text) }
    #expect(try model("mau: {standardError: 0.005}\n").figureError == .fraction(0.005))
    #expect(try model("mau: {column: users, rounding: 1M}\n").figureError == .rounding(1e6))
    #expect(try model("mau: users\n").figureError == nil)
    for text in [
      "mau: {standardError: 0}\n", "mau: {standardError: 1}\n", "mau: {rounding: 0}\n", "mau: {rounding: many}\n",
      "mau: {standardError: 0.01, rounding: 1M}\n", "mau: {standardError: 0.01}\nflows: {churned: lost}\n",
    ] {
      #expect(throws: SpecificationError.self, "\(text)") { try model(text) }
    }
  }
}
