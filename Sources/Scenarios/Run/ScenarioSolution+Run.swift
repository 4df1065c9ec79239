import Drivers
import Forecasting
import Parallel
import RealModule
import Sampling
import Series
import Synchronization
import Univariate

extension ScenarioSolution {
  /// The number of draws from which the shares of the variance are estimated, to about 3 %.
  private static let drawsOfShares = 2000

  /// Runs all scenarios with the same random numbers.
  ///
  /// - Returns: paths, differences, comparisons and the provenance of every number.
  /// - Throws: ``ScenarioError/notFinite(scenario:)``, ``ScenarioError/tooManyNumbers(file:scenarios:months:)``.
  /// - Complexity: O(draws · scenarios · months); memory does not grow with the draws.
  public func run() throws -> ScenarioRun {
    let scenarios = file.scenarios.indices
    let months = equation.months.count
    let cells = scenarios.count * months
    guard cells <= ScenarioRun.mostCells else {
      throw ScenarioError.tooManyNumbers(file: file.file, scenarios: scenarios.count, months: months)
    }
    let capacity = min(20_000, ScenarioRun.mostNumbers / (2 * cells)) / 8 * 8
    let central = centre
    let centres = scenarios.map { ScenarioCentre(equation, $0, central) }
    let summaries = summarised(centres, capacity: capacity)
    for (scenario, summary) in zip(file.scenarios, summaries.scenarios) where !summary.isFinite {
      throw ScenarioError.notFinite(scenario: scenario.name)
    }
    let provenance = provenance
    let outcomes = scenarios.map {
      outcome($0, provenance, summaries.scenarios[$0], reference: summaries.scenarios[equation.scenarios[$0].reference])
    }
    return ScenarioRun(
      title: file.title, baseMonth: model.baseMonth, baseUsers: model.baseUsers,
      horizon: file.horizon, reference: file.reference, scenarios: outcomes, comparisons: try comparisons(outcomes),
      omittedFigures: zip(file.published, figures).flatMap { published, entries in
        entries.filter { $0.month < model.baseMonth || $0.month > file.horizon }
          .map { OmittedFigure(scenario: published.scenario, month: $0.month) }
      },
      parameters: parameters(summaries.quantities),
      driverLevels: driverLevels(central), extrapolations: extrapolations(central),
      calibration: calibration.flatMap { calibration in
        file.calibration.map { result(calibration, $0, summaries.quantities) }
      },
      coverages: file.coverages, draws: file.draws, seed: file.seed)
  }

  /// The summaries of the draws of all scenarios and quantities.
  private struct Summaries {
    var scenarios: [DrawSummary]
    var quantities: DrawTable

    mutating func append(_ later: Summaries) {
      for index in scenarios.indices { scenarios[index].append(later.scenarios[index]) }
      quantities.append(later.quantities)
    }
  }

  /// Runs all draws: in parts of equal size on several cores where all are kept, so that the order of draws, and with
  /// it every result, is the same on any number of them.
  private func summarised(_ centres: [ScenarioCentre], capacity: Int) -> Summaries {
    let pairs = file.draws / 2
    let parts = file.draws <= capacity ? max(1, min(4, file.draws / (2 * Self.drawsOfShares))) : 1
    let bounds = (0...parts).map { pairs * $0 / parts / GrowthDraws.pairsOfPacket * GrowthDraws.pairsOfPacket }
    let results = Mutex([Summaries?](repeating: nil, count: parts))
    let next = Mutex(0)
    Workers.run(min(parts, Workers.cores)) {
      while case let part = next.withLock({ next in
        defer { next += 1 }
        return next
      }), part < parts {
        let result = summarised(centres, capacity, pairs: bounds[part]..<(part == parts - 1 ? pairs : bounds[part + 1]))
        results.withLock { $0[part] = result }
      }
    }
    return results.withLock { results in
      let parts = results.compactMap { $0 }
      var all = parts[0]
      for later in parts.dropFirst() { all.append(later) }
      return all
    }
  }

  private func summarised(_ centres: [ScenarioCentre], _ capacity: Int, pairs: Range<Int>) -> Summaries {
    let scenarios = centres.indices
    let draws = 2 * pairs.count
    let references = equation.scenarios.map(\.reference)
    var result = Summaries(
      scenarios: scenarios.map { scenario in
        DrawSummary(
          months: equation.months.count, thresholds: file.thresholds, capacity: capacity, draws: draws,
          hasReference: references[scenario] != scenario)
      },
      quantities: DrawTable(columns: equation.quantities.names.count, capacity: capacity, expected: draws))
    var group: [ScenarioDraw] = []
    forEachPacket(of: pairs) { draw in
      group.append(draw)
      guard group.count >= packetsOfGroup else { return }
      add(group, centres, references, to: &result)
      group = []
    }
    add(group, centres, references, to: &result)
    return result
  }

  /// The number of packets that are handled together: their draws take at most 16 MB.
  private var packetsOfGroup: Int { max(1, min(64, mostKeptDraws / 64)) }

  /// Adds some packets to the summaries, one scenario after another, so that the counts of a scenario stay in the cache: for
  /// a thousand scenarios all counts are far larger than it.
  private func add(
    _ draws: [ScenarioDraw], _ centres: [ScenarioCentre], _ references: [Int], to result: inout Summaries
  ) {
    /// The users of scenarios with which others are compared, by scenario and packet.
    var compared: [Int: [[Lanes]]] = [:]
    for scenario in Set(references).sorted() {
      compared[scenario] = draws.map { simulated(scenario, $0, centres[scenario], &result.scenarios[scenario]) }
    }
    for scenario in centres.indices {
      let own = compared[scenario]
      let reference = references[scenario] == scenario ? nil : compared[references[scenario]]
      for (index, draw) in draws.enumerated() {
        let users = own?[index] ?? simulated(scenario, draw, centres[scenario], &result.scenarios[scenario])
        result.scenarios[scenario].addUsers(users, reference: reference?[index], draw.count)
      }
    }
    for draw in draws { result.quantities.add(equation.quantities.displayed(draw.parameters), draw.count) }
  }

  /// Users of eight draws of a scenario; the first draws also give the effect of each source alone, the others at the
  /// centre.
  private func simulated(
    _ scenario: Int, _ draw: ScenarioDraw, _ centre: ScenarioCentre, _ summary: inout DrawSummary
  ) -> [Lanes] {
    let scaled = equation.scaled(draw, scenario)
    let drawn = equation.effects.deviations(centre.whole, draw)
    let drifts = equation.drifts(drawn, scaled)
    guard draw.first < Self.drawsOfShares else {
      return Self.users(equation.accumulated(drifts, as: scenario, scaled, draw.errors))
    }
    let levels = equation.accumulated(drifts, as: scenario, scaled, draw.errors)
    var parametersOnly = drifts
    var driversOnly: [Lanes]?
    if centre.isRandom {
      parametersOnly = equation.drifts(
        deviations(scenario, centre.whole, draw.expected, known: centre.deviations), scaled)
      let driven = equation.drifts(
        deviations(scenario, centre.whole, draw.with(parameters: centre.draw.parameters), known: drawn), centre.scaled)
      driversOnly = equation.accumulated(driven, as: scenario, centre.scaled, centre.draw.errors)
    }
    parametersOnly = equation.accumulated(parametersOnly, as: scenario, scaled, centre.draw.errors)
    let innovationsOnly = equation.accumulated(centre.drifts, as: scenario, centre.scaled, draw.errors)
    for month in drifts.indices {
      let central = centre.levels[month]
      summary.addDeviations(
        month, parameters: parametersOnly[month] - central, innovations: innovationsOnly[month] - central,
        drivers: driversOnly.map { $0[month] - central }, draw.count)
    }
    return Self.users(levels)
  }

  /// Deviations of a draw with one part at its centre: those of drivers that quantities do not change are known.
  private func deviations(
    _ scenario: Int, _ whole: Counterfactual, _ partial: ScenarioDraw, known: [DriverDeviations]
  ) -> [DriverDeviations] {
    known.indices.map { driver in
      equation.effects.followsQuantities(driver, in: scenario)
        ? equation.effects.deviations(driver, whole, partial) : known[driver]
    }
  }

  /// U from ln U.
  private static func users(_ levels: consuming [Lanes]) -> [Lanes] {
    for month in levels.indices { levels[month] = .exp(levels[month]) }
    return levels
  }

  private func outcome(
    _ index: Int, _ provenance: [Provenance], _ summary: DrawSummary, reference: DrawSummary
  ) -> ScenarioOutcome {
    let scenario = file.scenarios[index]
    return ScenarioOutcome(
      name: scenario.name, reference: equation.scenarios[equation.scenarios[index].reference].name,
      baseUsers: scenario.users ?? model.baseUsers,
      months: summary.months(from: equation.months, coverages: file.coverages),
      differences: summary.differences(to: reference, from: equation.months, coverages: file.coverages),
      crossings: summary.crossings(file.thresholds, equation.months, widest: widestCoverage),
      basis: basis(index, provenance))
  }

  private func comparisons(_ outcomes: [ScenarioOutcome]) throws -> [PublishedComparison] {
    let places = Dictionary(file.scenarios.enumerated().map { ($1.name, $0) }) { first, _ in first }
    return try zip(file.published, figures).flatMap { published, entries in
      let outcome = outcomes[
        try places[published.scenario] ?? file.index(of: published.scenario, line: published.line)]
      return entries.compactMap { entry -> PublishedComparison? in
        let isBase = entry.month == model.baseMonth
        guard let users = isBase ? outcome.baseUsers : outcome.users(in: entry.month)?.median else { return nil }
        let calibrated = file.calibration?.points.contains {
          $0.scenario == published.scenario && $0.month == entry.month
        }
        return PublishedComparison(
          scenario: published.scenario, month: entry.month, published: entry.value, users: users,
          source: published.source,
          role: calibrated == true ? .calibrated : isBase && entry.value == outcome.baseUsers ? .base : .check)
      }
    }
  }
}
