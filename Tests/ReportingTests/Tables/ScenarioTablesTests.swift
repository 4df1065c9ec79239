import ChurnForecast
import Testing

@Suite("Tables of scenarios")
struct ScenarioTablesTests {
  private static let run = Result { try Samples.solution().run() }

  @Test("People see the base month, Decembers, published months and the horizon; machines every month")
  func paths() throws {
    let table = ScenarioTables(try Self.run.get()).paths()
    let text = table.seen(by: .text)
    #expect(
      text.columns.map(\.title) == [
        "scenario", "month", "users", "80 % interval", "95 % interval", "published", "difference", "role of the figure",
        "basis",
      ])
    #expect(
      text.rows.map { $0[0].text + " " + $0[1].text } == [
        "calm 2022-12", "calm 2023-12", "calm 2024-12", "storm, really 2022-12", "storm, really 2023-12",
        "storm, really 2024-12",
      ])
    #expect(text.rows[0][2].text == "100.0 M" && text.rows[0][3].text == "" && text.rows[0].last?.text == "start")
    #expect(text.rows[4][5].text == "95.0 M" && text.rows[4][7].text == "check")
    #expect(table.seen(by: .csv).rows.count == 2 * 25)
    #expect(table.seen(by: .page).rows.count == 4)
    #expect(table.caption == "Users, from 100.0 M in 2022-12")
  }

  @Test("Changes: since the base, and compared with the reference")
  func changes() throws {
    let run = try Self.run.get()
    let text = ScenarioTables(run).changes.seen(by: .text)
    #expect(
      text.columns.map(\.title) == [
        "2022-12 to 2024-12", "change", "95 % interval", "difference from calm", "95 % interval",
      ])
    #expect(text.rows[0].map(\.text)[3...] == ["reference", ""])
    let storm = run.scenarios[1]
    let last = try #require(storm.months.last)
    let difference = try #require(storm.differences.last)
    #expect(text.rows[1][1].value == NumberText.rounded(last.median - 100e6))
    #expect(
      text.rows[1][2].parts.map(\.value) == [
        NumberText.rounded(last.intervals[1].lower - 100e6), NumberText.rounded(last.intervals[1].upper - 100e6),
      ])
    #expect(text.rows[1][3].value == NumberText.rounded(difference.median))
  }

  @Test("Crossings that do not happen are shown as later")
  func crossings() throws {
    let run = try Self.run.get()
    let tables = ScenarioTables(run)
    let rows = tables.crossings().seen(by: .text).rows
    #expect(rows.count == 4 && tables.crossings(of: run.scenarios[1]).rows.count == 2)
    #expect(rows[3].map(\.text) == ["storm, really", "1,000", "0.0 %", "0.0 %", "later", "later … later"])
    let records = tables.crossings(of: run.scenarios[1]).records
    #expect(records[1]["threshold"] == .cell(.number(1000, .amount)))
    let written = try Samples.json(ScenarioReport(run).rendered(as: .json))
    let outcomes = try #require(written["scenarios"] as? [[String: Any]])
    let crossings = try #require(outcomes[1]["crossings"] as? [[String: Any]])
    #expect(Set(crossings[1].keys) == ["threshold", "probabilityAtHorizon", "probabilityEver"])
    #expect(crossings[0]["median"] is String)
  }

  @Test("Numbers by provenance; what is assumed without an interval says so")
  func provenance() throws {
    let tables = ScenarioTables(try Self.run.get())
    #expect(tables.provenance.map(\.table.caption) == ["Assumed"])
    #expect(tables.provenance[0].meaning.hasPrefix("Stated by the author of the scenarios"))
    #expect(tables.provenance[0].table.seen(by: .page).columns.map(\.title) == ["number", "value", "95 % interval"])
    let rows = tables.parameters.seen(by: .text).rows
    #expect(rows.contains { $0[2].text == "none stated" } && rows.contains { $0[2].text.contains(" … ") })
    #expect(rows.allSatisfy { $0[3].text == "assumed" })
  }

  @Test("Drivers have one column per scenario, and JSON an object")
  func drivers() throws {
    let run = try Self.run.get()
    let text = ScenarioTables(run).driverLevels.seen(by: .text)
    #expect(
      text.columns.map(\.title) == ["driver in 2024-12", "reference", "calm", "storm, really", "provenance"])
    #expect(text.rows[0].map(\.text) == ["outages", "1.000", "1.000", "3.000", "assumed"])
    let written = try Samples.json(ScenarioReport(run).rendered(as: .json))
    let levels = try #require(written["driverLevels"] as? [[String: Any]])
    #expect(levels[0]["levels"] as? [String: Int] == ["calm": 1, "storm, really": 3])
    #expect(levels[0]["driver"] as? String == "outages")
  }

  @Test("Published figures are shown next to the scenario's")
  func figures() throws {
    let run = try Self.run.get()
    let figure = try #require(run.comparisons.first)
    let (columns, rows) = ScenarioTables(run).figures.seen(by: .page)
    #expect(
      columns.map(\.title) == ["scenario", "month", "published", "in the scenario", "difference", "role", "source"])
    #expect(rows.count == 1 && rows[0][2].value == 95e6 && rows[0][3].value == NumberText.rounded(figure.users))
    #expect(rows[0][4].text == NumberText.percent(figure.relativeDifference, 2) && rows[0][6].text == "a house")
  }

  @Test("Without uncertainty there are no intervals for people")
  func certain() throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0.01
      drivers: {x: {reference: 1, effect: 0.001}}
      horizon: 2023-12
      scenarios: {calm: {}, same: {x: 1}}

      """
    let tables = ScenarioTables(try Samples.solution(yaml).run())
    #expect(tables.paths().seen(by: .text).columns.map(\.title).filter { $0.hasSuffix("interval") }.isEmpty)
    #expect(tables.paths().seen(by: .csv).columns.flatMap(\.csv).contains("lower80"))
    // A rounding error between equal paths is not a difference.
    #expect(tables.changes.seen(by: .text).rows[1].last?.text == "0")
  }
}
