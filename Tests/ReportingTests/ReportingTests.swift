import ChurnForecast
import Foundation
import Testing

@Suite("Reports")
struct ReportingTests {
  private func fit(name: String = "mau") throws -> FittedNetGrowth {
    let first = Month(year: 2020, month: 1)
    let users = (0..<36).map { (t: Int) -> Double in 1_000_000 + Double(10_000 * t + 3000 * ((t * 7) % 5)) }
    let x = (0..<36).map { Double(($0 * 3) % 4) }
    return try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("x"), name: name)])).fit(
      MonthlyTable(
        mau: MonthlyColumn(name: "mau", first: first, values: users),
        drivers: [MonthlyColumn(name: "x", first: first, values: x)]))
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("The JSON of a fit has the documented keys and the numbers of the fit")
  func fitDocument() throws {
    let fit = try fit(name: "x")
    let document = try json(FitReport(fit).rendered(as: .json))
    for key in ["model", "observations", "coefficients", "diagnostics", "notes"] {
      #expect(document[key] != nil, "\(key)")
    }
    let coefficients = try #require(document["coefficients"] as? [[String: Any]])
    #expect(coefficients.map { $0["name"] as? String } == ["baseline", "x"])
    let estimate = try #require(coefficients[1]["estimate"] as? Double)
    // JSONSerialization may lose the last bit.
    #expect(abs(estimate / fit.estimate.values[1] - 1) < 1e-15)
    for key in ["standardError", "lower", "upper", "t", "p"] { #expect(coefficients[0][key] is Double, "\(key)") }
    let diagnostics = try #require(document["diagnostics"] as? [String: Any])
    for key in ["sigma", "rSquared", "logLikelihood", "aicc", "bic", "durbinWatson", "conditionNumber"] {
      #expect(diagnostics[key] is Double, "\(key)")
    }
  }

  @Test("A driver that is called saturation keeps its p-value; the saturation of a model has none")
  func saturation() throws {
    let driver = try #require(try fit(name: "saturation").effects.first)
    #expect(driver.p != nil)
    let data = try fit().data
    let saturating = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(data)
    #expect(saturating.coefficients.map { $0.p == nil } == [false, true])
  }

  @Test("Forecasts have the documented columns and keys, and whole users")
  func forecast() throws {
    let fit = try fit()
    var options = ForecastOptions()
    options.levels = [0.8, 0.975]
    let report = ForecastReport(
      name: "mau", forecast: try fit.forecast(months: 2, options: options),
      naive: try Benchmark.naive.forecast(fit.data.mau, months: 2, levels: options.levels))
    let lines = report.rendered(as: .csv).split(separator: "\n")
    #expect(lines[0] == "month,median,lower80,upper80,lower97.5,upper97.5")
    #expect(lines.count == 3 && lines[1].hasPrefix("2023-01,"))
    #expect(lines[1].split(separator: ",").dropFirst().allSatisfy { Int($0) != nil })
    let document = try json(report.rendered(as: .json))
    let months = try #require(document["months"] as? [[String: Any]])
    #expect(months[0]["month"] as? String == "2023-01")
    #expect(months[0]["lower97.5"] as? Int == Int(lines[1].split(separator: ",")[4]))
    #expect(document["origin"] as? String == "2022-12" && document["varianceShares"] is [Any])
  }

  @Test("Every number of a scenario run has its provenance, in every format")
  func scenario() throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: {perYear: 0.01, sd: 0.01}
      drivers: {x: {reference: 1, effect: 0.001}}
      horizon: 2023-12
      scenarios: {calm: {}, "storm, really": {x: 9}}
      published: {scenario: "storm, really", figures: {2023: 95M}, source: a house}
      calibrate: {unknown: effectScale, scenario: "storm, really", month: 2023-12}

      """
    let none = ScenarioInputs(
      table: { _, _, _ in throw CancellationError() }, fit: { _ in throw CancellationError() },
      column: { _, _ in throw CancellationError() })
    let report = ScenarioReport(try ScenarioFile(file: "s.yaml", text: yaml).run(none))
    let csv = report.rendered(as: .csv).split(separator: "\n")
    #expect(csv[0] == "scenario,month,median,lower80,upper80,lower95,upper95,published,role,basis")
    #expect(csv.contains("calm,2022-12,100000000,,,,,,,start"))
    #expect(csv.last?.hasPrefix("\"storm, really\",2023-12,95000000,") == true)
    #expect(csv.last?.hasSuffix(",95000000,calibrated,assumed + calibrated") == true)
    let table = report.rendered(as: .table)
    #expect(table.contains("Calibrated: effect scale (all effects of drivers are multiplied by it) = "))
    #expect(table.contains("Agreement there is by construction and no evidence."))
    let document = try json(report.rendered(as: .json))
    let parameters = try #require(document["parameters"] as? [[String: Any]])
    #expect(parameters.compactMap { $0["provenance"] as? String } == ["assumed", "calibrated", "assumed"])
    let points = (document["calibration"] as? [String: Any])?["points"] as? [[String: Any]]
    #expect(points?.first?["published"] as? Double == 95_000_000)
  }

  @Test("A calibration that turns harm into help is a warning, and figures outside the horizon are named")
  func contradiction() throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0.01
      drivers: {x: {reference: 1, effect: 0.001}}
      horizon: 2023-12
      scenarios: {a: {x: 9}}
      published: {scenario: a, figures: {2021: 99M, 2023: 120M}}
      calibrate: {unknown: effectScale, scenario: a, month: 2023-12}

      """
    let none = ScenarioInputs(
      table: { _, _, _ in throw CancellationError() }, fit: { _ in throw CancellationError() },
      column: { _, _ in throw CancellationError() })
    let table = ScenarioReport(try ScenarioFile(file: "s.yaml", text: yaml).run(none)).rendered(as: .table)
    #expect(table.contains("WARNING: the published figure can be met only if the drivers act against"))
    #expect(table.contains("Published figures outside 2022-12 to 2023-12 are not compared: `a` in 2021-12."))
  }

  @Test("The table of a fit says in words what the data show")
  func words() throws {
    let table = FitReport(try fit(name: "x")).rendered(as: .table)
    #expect(table.contains("no evidence of an effect") || table.contains("harmful") || table.contains("helpful"))
    #expect(table.contains("naive (no growth)"))
    #expect(!table.contains("\t") && !table.contains(" \n"))
  }
}
