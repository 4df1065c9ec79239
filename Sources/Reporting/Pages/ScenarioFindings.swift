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

  /// No findings yet.
  public init() {}

  /// Answers the questions that need no further choices: the attribution of every scenario that differs from its
  /// reference (the first few), and prices and the tornado of the first of them.
  ///
  /// - Parameter solution: the file, read and calibrated.
  /// - Throws: ``ScenarioError`` where paths overflow.
  public init(_ solution: ScenarioSolution) throws {
    for scenario in solution.file.scenarios
    where ExactName(scenario.name) != ExactName(scenario.reference ?? solution.file.reference)
      && attributions.count < Self.mostAttributions
    {
      do {
        let attribution = try solution.attribute(scenario.name)
        if !attribution.contributions.isEmpty { attributions.append(attribution) }
      } catch ScenarioError.differentBases, ScenarioError.differentScales, ScenarioError.tooManyPlayers {
        continue
      }
    }
    let chosen = attributions.first?.scenario
    prices = try solution.price(chosen)
    if prices?.items.isEmpty == true { prices = nil }
    tornado = try solution.tornado(chosen)
    if tornado?.bars.isEmpty == true { tornado = nil }
  }

  /// The largest number of waterfall charts on a page.
  private static let mostAttributions = 6

  /// The questions of a page, with the run itself.
  public static let questions: [ScenarioQuestion] =
    [.run, .price, .tornado] + [ScenarioQuestion](repeating: .attribution, count: mostAttributions)

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
