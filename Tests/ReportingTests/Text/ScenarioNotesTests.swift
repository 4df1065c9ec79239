import ChurnForecast
import Foundation
import Testing

@Suite("Notes of scenarios")
struct ScenarioNotesTests {
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
    #expect(
      table.contains("WARNING: the published figure can be met only if the drivers act in the opposite direction"))
    #expect(table.contains("Published figures outside 2022-12 to 2023-12 are not compared: `a` in 2021-12."))
  }

  @Test(
    "A calibrated effect is compared with its prior, with a warning beyond 3 standard deviations",
    arguments: [("88.69M", false), ("78.66M", true)])
  func belief(figure: String, isFar: Bool) throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers: {x: {reference: 1, effect: {value: 0.004, sd: 0.001}}}
      horizon: 2023-12
      scenarios: {calm: {}, storm: {x: 3}}
      published: {scenario: storm, figures: {2023: \(figure)}}
      calibrate: {unknowns: [{effect: x}], points: [{scenario: storm, month: 2023-12}]}
      draws: 200

      """
    let text = ScenarioReport(try Samples.solution(yaml).run()).rendered(as: .table)
    #expect(text.contains(" standard deviations above the prior."))
    #expect(text.contains("is more than 3 standard deviations from its prior") == isFar)
  }
}
