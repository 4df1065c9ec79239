import ChurnForecast
import Foundation
import Testing

@Suite("Reports of scenarios")
struct ScenarioReportTests {
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
    #expect(table.contains("Calibrated: effect scale (multiplies all effects of drivers) = "))
    #expect(table.contains("Agreement there is by construction and is not evidence."))
    let document = try Samples.json(report.rendered(as: .json))
    let parameters = try #require(document["parameters"] as? [[String: Any]])
    #expect(parameters.compactMap { $0["provenance"] as? String } == ["assumed", "calibrated", "assumed"])
    let points = (document["calibration"] as? [String: Any])?["points"] as? [[String: Any]]
    #expect(points?.first?["published"] as? Double == 95_000_000)
  }
}
