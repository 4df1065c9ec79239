import ChurnForecast
import RealModule
import Testing

@Suite("Intervals by the formula compared with simulated ones")
struct FormulaIntervalTests {
  @Test(
    "With saturation, robust errors or correlated errors the formula is within a few percent of 100,000 paths",
    arguments: [
      (StandardErrors.neweyWest, ErrorProcess.independent), (.classical, .independent), (.classical, .arma(p: 1, q: 0)),
    ])
  func agreement(errors: StandardErrors, process: ErrorProcess) throws {
    let truth = ModelSpecification(
      baseline: .saturating, drivers: [DriverSpecification(.column("x"), reference: 0)], errors: process,
      standardErrors: errors)
    let coefficients = [0.05 * 14, 0.01, 0.05] + (process == .independent ? [] : [0.4])
    let table = try SeriesSimulation(
      truth, coefficients: coefficients, innovation: 0.01, users: 6e5, first: Month(year: 2015, month: 1), months: 84,
      processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.5)]
    ).table(seed: 5)
    let fit = try NetGrowth(truth).fit(table, benchmarks: false)
    var options = ForecastOptions()
    options.computation = .closedForm
    let formula = try fit.forecast(months: 24, options: options)
    options.computation = .simulation
    options.draws = 100_000
    let simulated = try fit.forecast(months: 24, options: options)
    for (a, b) in zip(formula.months, simulated.months) {
      for (own, other) in zip(a.intervals, b.intervals) {
        let width = Double.log(own.upper / own.lower)
        #expect(abs(.log(b.median / a.median)) < 0.03 * width)
        #expect(abs(.log(other.upper / other.lower) / width - 1) < 0.06, "\(a.month) \(own.coverage)")
      }
    }
  }
}
