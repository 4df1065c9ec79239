import ChurnForecast
import RealModule
import Testing

@Suite("Drivers that a scenario does not mention")
struct ScenarioContinuationTests {
  /// 60 months with outages, counts of mean 2 that end high, and a switch that is on.
  private func table() throws -> (text: String, fit: FittedNetGrowth) {
    var text = "month,mau,outages,policy\n"
    var stream = RandomStream(seed: 8, index: 0)
    let quantile = CountQuantile(rate: 2, size: .infinity)
    var y = 15.0
    for t in 0..<60 {
      let outages = t > 56 ? 6 : quantile.next(&stream)
      let policy = t < 30 ? 0 : 1
      y += 0.012 - 0.004 * outages - 0.003 * Double(policy) + 0.002 * stream.normal()
      text += "\(Month(year: 2018, month: 1).advanced(by: t)),\(Double.exp(y)),\(outages),\(policy)\n"
    }
    var specification = ModelSpecification(
      drivers: [DriverSpecification(.column("outages")), DriverSpecification(.column("policy"))])
    specification.errors = .independent
    let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8))
    return (text, try NetGrowth(specification).fit(readTable([file], drivers: ["outages", "policy"])))
  }

  private func run(_ scenarios: String, draws: Int = 4000, _ rest: String = "") throws -> ScenarioRun {
    let fit = try table().fit
    return try Scenario.run(
      "fit: f.json\nhorizon: 2023-12\ndraws: \(draws)\nscenarios:\n\(scenarios)\(rest)",
      Scenario.inputs(fits: ["f.json": fit]))
  }

  private func end(_ run: ScenarioRun, _ scenario: Int) throws -> ForecastMonth {
    try #require(run.scenarios[scenario].months.last)
  }

  @Test("They go on as in the forecast of the fit, with the same intervals")
  func forecast() throws {
    let run = try run("  calm: {}\n", draws: 20_000)
    let forecast = try #require(try table().fit.forecast(months: 12).months.last)
    let scenario = try end(run, 0)
    #expect(abs(scenario.median / forecast.median - 1) < 0.003)
    for (own, other) in zip(scenario.intervals, forecast.intervals) {
      #expect(abs(.log(own.upper / own.lower) / .log(other.upper / other.lower) - 1) < 0.03)
    }
    #expect(run.continued.map(\.column) == ["outages", "policy"])
    #expect(run.continued.map(\.kind) == [.counts, .state])
    let notes = ScenarioReport(run).rendered(as: .table)
    #expect(notes.contains("`outages` goes on after 2022-12 as counts"))
    #expect(notes.contains("`policy` is a state: it stays at 1.000"))
  }

  @Test("Changes are changes of what would be, draw by draw")
  func changes() throws {
    let run = try run(
      """
        calm: {}
        more: {outages: {by: 1}}
        also more: {outages: [forecast, {by: 1}]}
        half: {outages: {multiply: 0.5}}
        held: {outages: hold}
        held and more: {outages: [hold, {by: 1}]}
        none: {outages: 0}

      """)
    let effect = try #require(run.parameters.first { $0.name == "outages" }).value
    let ends = try (0..<7).map { try end(run, $0) }
    func logarithm(_ scenario: Int) -> Double { .log(ends[scenario].median) }
    #expect(abs(logarithm(0) - logarithm(1) - 12 * effect) < 0.003)
    #expect(run.scenarios[1].months == run.scenarios[2].months)
    #expect(abs(logarithm(4) - logarithm(5) - 12 * effect) < 1e-9)
    #expect(abs(logarithm(6) - logarithm(4) - 12 * 6 * effect) < 1e-9)
    // Half of what would be is in the middle between that and nothing.
    #expect(abs(2 * logarithm(3) - logarithm(0) - logarithm(6)) < 0.004)
    func width(_ scenario: Int) -> Double {
      .log(ends[scenario].intervals[1].upper / ends[scenario].intervals[1].lower)
    }
    #expect(width(4) < 0.9 * width(0))
    func drivers(_ scenario: Int) -> Double {
      ends[scenario].varianceShares.first { $0.source == .drivers }?.share ?? 0
    }
    #expect(drivers(0) > 0.2 && drivers(1) > 0.2)
    #expect(drivers(4) == 0 && drivers(6) == 0)
  }

  @Test("Until a change begins, a driver goes on as it would")
  func lateChange() throws {
    let run = try run("  calm: {}\n  late: {outages: {to: 0, from: 2023-07}}\n  held: {outages: hold}\n")
    #expect(run.scenarios[0].months.prefix(6) == run.scenarios[1].months.prefix(6))
    #expect(run.scenarios[0].months[6].median < run.scenarios[1].months[6].median)
  }

  @Test("Attribution gives nothing to a driver that both scenarios leave alone")
  func attribution() throws {
    let fit = try table().fit
    let solution = try Scenario.solution(
      "fit: f.json\nhorizon: 2023-12\ndraws: 1000\nscenarios: {calm: {}, off: {policy: 0}}\n",
      Scenario.inputs(fits: ["f.json": fit]))
    let attribution = try solution.attribute()
    #expect(attribution.contributions.map(\.name) == ["policy"])
  }

  @Test("Scenarios may forecast one driver by different methods")
  func methods() throws {
    let both = try run("  walk: {outages: {forecast: random-walk}}\n  counts: {outages: {forecast: poisson}}\n")
    let walk = try run("  walk: {outages: {forecast: random-walk}}\n")
    let counts = try run("  counts: {outages: {forecast: poisson}}\n")
    #expect(both.scenarios[0].months == walk.scenarios[0].months)
    #expect(both.scenarios[1].months == counts.scenarios[0].months)
    #expect(both.continued.map(\.column) == ["policy"])
  }
}
