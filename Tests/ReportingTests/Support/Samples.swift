import ChurnForecast
import Foundation
import Testing

/// Small results of every kind.
enum Samples {
  /// A growth model of 36 months with one driver.
  static func fit(name: String = "mau", baseline: Baseline = .constant) throws -> FittedNetGrowth {
    let first = Month(year: 2020, month: 1)
    let users = (0..<36).map { (t: Int) -> Double in 1_000_000 + Double(10_000 * t + 3000 * ((t * 7) % 5)) }
    let x = (0..<36).map { Double(($0 * 3) % 4) }
    return try NetGrowth(
      ModelSpecification(baseline: baseline, drivers: [DriverSpecification(.column("x"), name: name)])
    ).fit(
      MonthlyTable(
        mau: MonthlyColumn(name: "mau", first: first, values: users),
        drivers: [MonthlyColumn(name: "x", first: first, values: x)]))
  }

  /// A forecast of this many months from December 2022, with round numbers.
  static func forecast(
    months: Int = 2, coverages: [Double] = [0.8, 0.975], scale: Double = 1, method: Forecast.Method = .closedForm,
    shares: [VarianceShare] = VarianceShare.of(parameters: 1, innovations: 2, drivers: 1),
    standardErrors: StandardErrors = .classical, drivers: [ContinuedDriver] = [], unconverged: [String] = []
  ) -> Forecast {
    let origin = Month(year: 2022, month: 12)
    return Forecast(
      name: "mau", origin: origin, originUsers: 2e6 * scale, coverages: coverages,
      months: (1...months).map { step in
        let median = (2e6 + 1e5 * Double(step)) * scale
        return ForecastMonth(
          month: origin.advanced(by: step), median: median,
          intervals: coverages.enumerated().map {
            ForecastInterval(
              coverage: $1, lower: median - 2e5 * Double($0 + 1) * scale, upper: median + 3e5 * Double($0 + 1) * scale)
          }, varianceShares: shares)
      }, method: method, standardErrors: standardErrors, drivers: drivers, unconverged: unconverged)
  }

  /// A naive forecast of the same number of months.
  static func naive(months: Int = 2, coverages: [Double] = [0.8, 0.975]) -> Forecast {
    let origin = Month(year: 2022, month: 12)
    return Forecast(
      name: "mau", origin: origin, originUsers: 2e6, coverages: coverages,
      months: (1...months).map { step in
        ForecastMonth(
          month: origin.advanced(by: step), median: 2e6,
          intervals: coverages.map { ForecastInterval(coverage: $0, lower: 1.9e6, upper: 2.1e6) }, varianceShares: [])
      }, method: .closedForm)
  }

  static let scenarios = """
    title: Two plans
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      outages: {reference: 1, effect: {value: 0.004, sd: 0.001}}
      tone: {transform: log, reference: 0.2, effect: 0.03, unit: 0.05}
    horizon: 2024-12
    scenarios:
      calm: {}
      "storm, really": {outages: 3, tone: 0.3}
    published: {scenario: "storm, really", figures: {2023: 95M}, source: a house}
    thresholds: [95M, 1k]
    draws: 400

    """

  /// A scenario file that needs no other files.
  static func solution(_ yaml: String = scenarios) throws -> ScenarioSolution {
    let none = ScenarioInputs(
      table: { _, _, _ in throw CancellationError() }, fit: { _ in throw CancellationError() },
      column: { _, _ in throw CancellationError() })
    return try ScenarioSolution(ScenarioFile(file: "s.yaml", text: yaml), none)
  }

  /// A backtest of the model of ``fit(name:baseline:)``.
  static func backtest() throws -> Backtest {
    let fit = try fit(name: "x")
    var options = Backtest.Options()
    options.includesAutomatic = false
    return try Backtest(fit.specification, fit.data, options: options)
  }

  /// The object of a JSON document.
  static func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The rows of CSV without quoted separators.
  static func fields(_ csv: String) -> [[String]] {
    csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
