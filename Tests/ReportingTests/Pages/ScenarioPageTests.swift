import ChurnForecast
import Foundation
import Testing

@Suite("Pages of scenarios")
struct ScenarioPageTests {
  @Test("The page of a scenario file has the causes, the prices and the tornado that the commands give")
  func findings() throws {
    let page = HTMLPage(
      try SamplePages.scenario(SamplePages.project.appending(path: "data/twitter/insider-intelligence.yaml").path())
    ).text.replacing("\u{A0}", with: " ")
    #expect(
      page.contains("What caused it") && page.contains("What one unit costs") && page.contains("Which input matters"))
    #expect(page.contains("between 0 % and 100 % are due to outages"))
    #expect(page.contains("−8.668 M"))
    #expect(!page.contains("What would keep the users"))
  }

  @Test("Sections are in order, and only the requested ones are present")
  func structure() throws {
    let solution = try Samples.solution()
    let run = try solution.run()
    let page = ScenarioPage(run).page(Gallery.reproduction)
    #expect(
      page.sections.map(\.title) == [
        "Users", "Comparison", "Published figures", "Drivers", "Where the numbers come from", "Notes",
      ])
    #expect(page.title == "Two plans" && page.reproduction.seed == run.seed)
    #expect(page.headline.hasPrefix("In `storm, really`, 100.0 M users in 2022-12 become "))
    #expect(page.headline.contains(" fewer; compared with `calm`: −"))
    #expect(
      page.lead == [
        "These numbers follow from assumptions and are not estimates; the provenance of each input is listed below."
      ])
    let whole = ScenarioPage(run, findings: try ScenarioFindings(solution, run, ScenarioSubject())).page(
      Gallery.reproduction)
    #expect(
      whole.sections.map(\.title) == [
        "Users", "Comparison", "Published figures", "What caused it", "What one unit costs", "Which input matters",
        "Drivers",
        "Where the numbers come from", "Notes",
      ])
  }

  @Test("The tables of the page are those of the report")
  func tables() throws {
    let run = try Samples.solution().run()
    let tables = ScenarioPage(run).page(Gallery.reproduction).sections.flatMap(\.blocks).compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
    let own = ScenarioTables(run)
    #expect(tables == [own.paths(), own.changes, own.figures] + own.provenance.map(\.table))
  }
}
