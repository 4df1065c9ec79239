import ChurnForecast
import Testing

@Suite("Remarks on scenarios")
struct ScenarioRemarksTests {
  private let none = ScenarioInputs(
    table: { _, _, _ in throw Missing() }, fit: { _ in throw Missing() }, column: { _, _ in throw Missing() })

  private func notes(
    growth: Double = 0.02, level: Double = 3, effect: Double = 0.01, rest: String = ""
  ) throws -> String {
    let file = try ScenarioFile(
      file: "s.yaml",
      text: """
        base: {month: 2022-12, users: 100M}
        growth: {perYear: \(growth)}
        drivers: {outages: {reference: 1, effect: \(effect)}}
        horizon: 2023-12
        scenarios: {storm: {outages: \(level)}}
        draws: 100

        """ + rest)
    return ScenarioReport(try file.run(none)).rendered(as: .table)
  }

  @Test("Users that more than double in a year are said")
  func growth() throws {
    #expect(try notes(growth: 1.5, level: 1).contains("more than double in a year (150 %"))
    #expect(!(try notes(growth: 0.9, level: 1).contains("more than double")))
  }

  @Test("A count below 0 is said, with its first month")
  func belowZero() throws {
    #expect(try notes(level: -3).contains("`outages` is below 0 from 2023-01 onwards, reaching −3.000"))
    #expect(!(try notes(level: 0).contains("below 0")))
  }

  @Test("A scale far from 1 is said; one near it is not")
  func scale() throws {
    let figure = """
      published: {scenario: storm, figures: {2023-12: 70M}}
      calibrate: {unknowns: [effectScale], points: [{scenario: storm, month: 2023-12}]}

      """
    #expect(try notes(effect: 0.0001, rest: figure).contains("effects 157 times as large as stated"))
    #expect(!(try notes(effect: 0.01, rest: figure).contains("times as large as stated")))
  }

  @Test("Agreement is not spoken of beside a misfit")
  func agreement() throws {
    func text(_ first: String, _ second: String) throws -> String {
      try notes(
        rest: """
          published: {scenario: storm, figures: {2023-06: \(first), 2023-12: \(second)}}
          calibrate: {unknowns: [effectScale], points: [{scenario: storm, month: 2023-06}, {scenario: storm, month: 2023-12}]}

          """)
    }
    let misfit = try text("70M", "99M")
    #expect(misfit.contains("Misfit") && misfit.contains("which cannot all be met") && !misfit.contains("Agreement"))
    #expect(
      try notes(
        rest: """
          published: {scenario: storm, figures: {2023-12: 70M}}
          calibrate: {unknowns: [effectScale], points: [{scenario: storm, month: 2023-12}]}

          """
      ).contains("Agreement there is by construction"))
  }
}

private struct Missing: Error {}
