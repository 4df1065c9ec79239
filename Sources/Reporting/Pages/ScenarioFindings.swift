import Scenarios
import Series

/// Answers to further questions about the same scenario file; the page has a section for each.
public struct ScenarioFindings: Sendable {
  /// What caused the difference from the reference, one per scenario.
  public var attributions: [Attribution] = []
  /// The price of one unit of each driver.
  public var prices: PriceList?
  /// The importance of each input.
  public var tornado: Tornado?
  /// The level of a driver that keeps a target.
  public var goal: GoalSeek?

  /// No findings yet.
  public init() {}

  /// Answers the questions of a page: the attribution of every scenario that differs from its reference (the first few, its subject
  /// among them); prices, the tornado and the goal of its subject.
  ///
  /// - Parameters:
  ///   - solution: the file, read and calibrated.
  ///   - run: its run.
  ///   - subject: what the page is about.
  /// - Throws: ``ScenarioError`` where paths overflow, or there is no such scenario or driver.
  public init(_ solution: ScenarioSolution, _ run: ScenarioRun, _ subject: ScenarioSubject) throws {
    let chosen = subject.outcome(in: run)?.name ?? subject.scenario
    let names = solution.file.scenarios.filter { scenario in
      ExactName(scenario.name) != ExactName(scenario.reference ?? solution.file.reference)
    }.map(\.name)
    let first = names.filter { name in chosen.map { ExactName($0) == ExactName(name) } ?? false }
    for name in first + names.filter({ !first.contains($0) }) where attributions.count < Self.mostAttributions {
      do {
        let attribution = try solution.attribute(name)
        if !attribution.contributions.isEmpty { attributions.append(attribution) }
      } catch ScenarioError.differentBases, ScenarioError.differentScales, ScenarioError.tooManyPlayers {
        continue
      }
    }
    prices = try solution.price(chosen, valuePerUser: subject.valuePerUser)
    if prices?.items.isEmpty == true { prices = nil }
    tornado = try solution.tornado(chosen)
    if tornado?.bars.isEmpty == true { tornado = nil }
    goal = try subject.goal.map { goal in
      try solution.goal(goal.driver, keep: goal.users, by: goal.month, scenario: chosen)
    }
  }

  /// The largest number of waterfall charts on a page.
  private static let mostAttributions = 6

  /// The questions of a page, with the run itself.
  public static func questions(_ subject: ScenarioSubject) -> [ScenarioQuestion] {
    [.run, .price, .tornado] + [ScenarioQuestion](repeating: .attribution, count: mostAttributions)
      + (subject.goal == nil ? [] : [.goal(probabilities: 3)])
  }

  /// One waterfall chart per scenario, with a quotable sentence.
  var waterfalls: [(chart: WaterfallChart, notes: [String])] {
    attributions.map { attribution in
      let level = NumberText.coverage(attribution.coverage)
      let chart = WaterfallChart(
        title: "\(attribution.scenario) compared with \(attribution.reference), \(attribution.month)",
        description:
          "From users in \(attribution.reference) to users in \(attribution.scenario), by cause (Shapley values); whiskers "
          + "are \(level) % intervals.",
        start: (attribution.reference, attribution.users.reference),
        parts: attribution.contributions.map { WaterfallChart.Part($0.name, $0.users, range: $0.interval) },
        endLabel: attribution.scenario, rangeName: "\(level) % interval")
      return (chart, [AttributionReport(attribution).sentence])
    }
  }

  /// The tornado as a chart.
  var tornadoChart: TornadoChart? {
    tornado.map { tornado in
      let level = NumberText.coverage(tornado.coverage)
      return TornadoChart(
        title: "\(tornado.scenario) in \(tornado.month)",
        description: "Users when one input alone moves from its low to its high end, all others at their centre.",
        centre: tornado.users,
        rows: tornado.bars.map { bar in
          let ends =
            bar.inputs.map { (NumberText.significant($0.low), NumberText.significant($0.high)) }
            ?? ("low \(level) %", "high \(level) %")
          let kind =
            switch bar.kind {
            case .parameter: "effect or coefficient"
            case .path: "path"
            case .randomness: "random part"
            case .innovations: "monthly"
            }
          return TornadoChart.Row(
            "\(bar.name) (\(kind))", low: bar.users.low, high: bar.users.high, lowText: ends.0, highText: ends.1)
        })
    }
  }
}
