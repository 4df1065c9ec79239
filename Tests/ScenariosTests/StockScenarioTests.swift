import ChurnForecast
import RealModule
import Testing

/// Scenarios of stock and flow.
@Suite("Scenarios of stock and flow")
struct StockScenarioTests {
  private static func run(
    _ fit: FittedChurnHazard, _ scenarios: [ScenarioFile.Scenario], base: Month? = nil, until horizon: Month,
    draws: Int = 4000
  ) throws -> ScenarioRun {
    let file = ScenarioFile(
      base: .fit(month: base), model: .saved("fit"), horizon: horizon, scenarios: scenarios, draws: draws)
    return try ScenarioSolution(file, ScenarioInputs(fits: ["fit": fit])).run()
  }

  @Test(
    "With drivers and acquisitions as they were, users are as they were, in every draw",
    arguments: StockSeries.flows, [1, 3])
  func historyIsKept(_ flows: Flows, _ step: Int) throws {
    // Lost users say something of a month only where the users before it are known.
    guard step == 1 || flows.churned == nil else { return }
    let months = Array(stride(from: 0, to: 60, by: step))
    let table = StockSeries.table(months: months)
    let fit = try StockSeries.fit(flows, table)
    let base = StockSeries.first.advanced(by: 6 * step)
    let run = try Self.run(
      fit, [.init("same"), .init("other", [.init("x", to: 1)])], base: base, until: fit.origin, draws: 400)
    for month in run.scenarios[0].months {
      #expect(month.intervals.allSatisfy { $0.upper - $0.lower < 1e-9 * month.median })
      guard let figure = table.mau[month.month] else { continue }
      #expect(abs(month.median / figure - 1) < 1e-9)
    }
    #expect(run.scenarios[1].months.allSatisfy { $0.median.isFinite })
    #expect(run.scenarios[1].months.last.map { abs($0.median / fit.lastUsers - 1) > 0.001 } == true)
  }

  @Test("Nothing changed: the scenario is the forecast", arguments: StockSeries.flows)
  func isTheForecast(_ flows: Flows) throws {
    let fit = try StockSeries.fit(flows)
    let horizon = fit.origin.advanced(by: 12)
    let levels = (0..<12).map { month in
      DriverPath.TableEntry(month: fit.origin.advanced(by: 1 + month), value: Double(month % 4))
    }
    let run = try Self.run(fit, [.init("a", [.init("x", [.stated(.table(levels))])])], until: horizon, draws: 20_000)
    var options = ForecastOptions()
    options.draws = 20_000
    options.coverages = [0.8, 0.95]
    let forecast = try fit.forecast(
      months: 12,
      drivers: [MonthlyColumn(name: "x", first: fit.origin.advanced(by: 1), values: levels.map(\.value))],
      options: options)
    for (ours, theirs) in zip(run.scenarios[0].months, forecast.months) {
      #expect(ours.month == theirs.month)
      // Medians of 20,000 draws are about 1 % of the width of the 80 % interval off; ends twice that.
      let width = theirs.intervals[0].upper - theirs.intervals[0].lower
      #expect(abs(ours.median - theirs.median) < 0.03 * width)
      for (a, b) in zip(ours.intervals, theirs.intervals) {
        #expect(abs(a.lower - b.lower) < 0.06 * width && abs(a.upper - b.upper) < 0.06 * width)
      }
    }
  }

  @Test("More users who come: the recursion by hand, and its limit")
  func acquisitions() throws {
    let fit = try StockSeries.fit(Flows(acquired: "acquired", churned: "churned"))
    let horizon = fit.origin.advanced(by: 6)
    let still = ScenarioFile.Path("x", to: 2)
    let scenarios: [ScenarioFile.Scenario] = [
      .init("few", [still, .init("acquired", to: 50_000)]), .init("many", [still, .init("acquired", to: 70_000)]),
    ]
    let price = try ScenarioSolution(
      ScenarioFile(base: .fit(month: nil), model: .saved("fit"), horizon: horizon, scenarios: scenarios, draws: 400),
      ScenarioInputs(fits: ["fit": fit])
    ).attribute()
    func users(_ acquired: Double) -> Double {
      let logit = fit.estimate.values[0] + fit.estimate.values[1] * (2 - fit.references[0])
      return (0..<6).reduce(fit.lastUsers) { users, _ in users / (1 + .exp(logit)) + acquired }
    }
    #expect(price.contributions.map(\.name) == ["acquired"])
    #expect(abs(price.difference / (users(70_000) - users(50_000)) - 1) < 1e-9)
  }

  @Test("A model with flows that the file fits itself is the saved one")
  func fittedInTheFile() throws {
    let table = StockSeries.table()
    let fit = try StockSeries.fit(Flows(acquired: "acquired", churned: "churned"))
    let scenarios = "horizon: 2021-12\nscenarios: {a: {x: 1}, b: {x: 3, acquired: {multiply: 0.9}}}\ndraws: 400\n"
    let inputs = ScenarioInputs(columns: ["data.csv": [table.mau] + table.drivers], fits: ["fit.json": fit])
    let runs = try [
      "base: {data: data.csv}\nmodel: {drivers: {x: {}}, flows: {acquired: acquired, churned: churned}}\n",
      "fit: fit.json\n",
    ].map { try ScenarioSolution(ScenarioFile(file: "s.yaml", text: $0 + scenarios), inputs).run() }
    #expect(runs[0].scenarios == runs[1].scenarios)
  }

  @Test("Effects that are stated beside a fit act on growth: exp(−effect) a month")
  func statedEffect() throws {
    let fit = try StockSeries.fit(Flows(acquired: "acquired", churned: "churned"))
    let text = """
      fit: fit.json
      horizon: \(fit.origin.advanced(by: 1))
      drivers: {price: {effect: 0.02, reference: 0}}
      scenarios: {a: {price: 0, x: 1}, b: {price: 1, x: 1}}
      draws: 400
      """
    let result = try ScenarioSolution(
      ScenarioFile(file: "s.yaml", text: text), ScenarioInputs(fits: ["fit.json": fit])
    ).run()
    let medians = result.scenarios.map { $0.months[0].median }
    #expect(abs(medians[1] / medians[0] / .exp(-0.02) - 1) < 1e-12)
  }

  @Test("Fewer than no users cannot come")
  func negative() throws {
    let fit = try StockSeries.fit(Flows(acquired: "acquired", churned: "churned"))
    let horizon = fit.origin.advanced(by: 3)
    #expect(throws: ScenarioError.self) {
      try Self.run(fit, [.init("a", [.init("acquired", to: -5)])], until: horizon)
    }
  }

  @Test(
    "Where neither flow is observed, and the figures say little of it, users that come balance those who leave in every draw"
  )
  func mostAcquired() throws {
    // Constant users: the balance says nothing of its two sides, and ln A is anything.
    let values = (0..<40).map { 1e6 + 500 * Double(($0 * 7) % 5) }
    let mau = MonthlyColumn(name: "mau", first: StockSeries.first, values: values)
    let fit = try ChurnHazard(ModelSpecification(flows: Flows())).fit(MonthlyTable(mau: mau))
    let forecast = try fit.forecast(months: 12)
    let run = try Self.run(fit, [.init("a")], until: fit.origin.advanced(by: 12))
    for (forecast, scenario) in zip(forecast.months, run.scenarios[0].months) {
      #expect((forecast.intervals.last?.upper ?? 0) < 2e6 && (scenario.intervals.last?.upper ?? 0) < 2e6)
    }
  }
}
