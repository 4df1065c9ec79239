import ChurnModels
import Drivers
import Forecasting
import Parallel
import Sampling
import Series
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
      driverLevels: driverLevels(central), continued: equation.columns.compactMap(\.continued),
      late: late,
      extrapolations: extrapolations(central),
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

  /// Changes and events after the horizon.
  private var late: [LateChange] {
    let events = file.scenarios.flatMap { scenario in
      equation.drivers.compactMap { driver -> LateChange? in
        guard case .event = driver.source, scenario.events.contains(driver.name),
          let specification = model.specification.drivers.first(where: { $0.name == driver.name }),
          let month = specification.expression.eventMonth, month > file.horizon
        else { return nil }
        return LateChange(scenario: scenario.name, name: driver.name, month: month)
      }
    }
    return equation.columns.flatMap(\.late) + events
  }

  /// Runs all draws: in parts of equal size on several cores where all are kept, otherwise by scenario, so that the order of
  /// the draws of every scenario, and with it every result, is the same on any number of them.
  private func summarised(_ centres: [ScenarioCentre], capacity: Int) -> Summaries {
    let pairs = file.draws / 2
    guard file.draws <= capacity else { return summarised(centres, capacity, byScenario: pairs) }
    let parts = max(1, min(4, file.draws / (2 * Self.drawsOfShares)))
    let bounds = (0...parts).map { pairs * $0 / parts / GrowthDraws.pairsOfPacket * GrowthDraws.pairsOfPacket }
    let results = Workers.map(parts) { part in
      summarised(
        centres, capacity, pairs: bounds[part]..<(part == parts - 1 ? pairs : bounds[part + 1]),
        scenarios: centres.indices)
    }
    var all = results[0]
    for later in results.dropFirst() { all.append(later) }
    return all
  }

  /// All draws of some scenarios on every core: each makes the draws, and those of the reference, for itself.
  private func summarised(_ centres: [ScenarioCentre], _ capacity: Int, byScenario pairs: Int) -> Summaries {
    let count = centres.count
    let slices = min(Workers.cores, max(1, count / Self.scenariosOfSlice))
    let results = Workers.map(slices) { slice in
      summarised(
        centres, capacity, pairs: 0..<pairs, scenarios: (count * slice / slices)..<(count * (slice + 1) / slices))
    }
    var all = results[0]
    for slice in 1..<max(1, slices) {
      for scenario in (count * slice / slices)..<(count * (slice + 1) / slices) {
        all.scenarios[scenario] = results[slice].scenarios[scenario]
      }
    }
    return all
  }

  /// The least number of scenarios for which another core is worth the draws that it makes once more.
  private static let scenariosOfSlice = 8

  /// The summaries of some scenarios, and of those with which they are compared; the others stay empty.
  private func summarised(
    _ centres: [ScenarioCentre], _ capacity: Int, pairs: Range<Int>, scenarios: Range<Int>
  ) -> Summaries {
    let draws = 2 * pairs.count
    let references = equation.scenarios.map(\.reference)
    let compared = Set(scenarios.map { references[$0] })
    var result = Summaries(
      scenarios: centres.indices.map { scenario in
        DrawSummary(
          months: equation.months.count, thresholds: file.thresholds, capacity: capacity,
          draws: scenarios.contains(scenario) || compared.contains(scenario) ? draws : 0,
          hasReference: references[scenario] != scenario)
      },
      quantities: DrawTable(columns: equation.quantities.names.count, capacity: capacity, expected: draws))
    var group: [ScenarioDraw] = []
    func addGroup() {
      /// The packets of scenarios with which others are compared.
      var packets: [Int: [SimulatedUsers]] = [:]
      for scenario in compared.sorted() {
        packets[scenario] = group.map { simulated(scenario, $0, centres[scenario], &result.scenarios[scenario]) }
      }
      // One scenario after another, so that the counts of a scenario stay in the cache: for a thousand scenarios all counts
      // are far larger than it.
      for scenario in scenarios {
        let own =
          packets[scenario] ?? group.map { simulated(scenario, $0, centres[scenario], &result.scenarios[scenario]) }
        result.scenarios[scenario].add(
          own, reference: references[scenario] == scenario ? nil : packets[references[scenario]])
      }
      result.quantities.add(group.map { equation.quantities.displayed($0.parameters) }, group.map(\.count))
      group.removeAll(keepingCapacity: true)
    }
    forEachPacket(of: pairs) { draw in
      group.append(draw)
      if group.count >= packetsOfGroup { addGroup() }
    }
    addGroup()
    return result
  }

  /// The number of packets that are handled together: their draws take at most 16 MB.
  private var packetsOfGroup: Int { max(1, min(256, mostKeptDraws / 64)) }

  /// Users of eight draws of a scenario; the first draws also give the effect of each source alone, the others at the
  /// centre.
  private func simulated(
    _ scenario: Int, _ draw: ScenarioDraw, _ centre: ScenarioCentre, _ summary: inout DrawSummary
  ) -> SimulatedUsers {
    let scaled = equation.scaled(draw, scenario)
    let drawn = equation.effects.deviations(centre.whole, draw)
    let inputs = equation.inputs(drawn, scaled)
    guard draw.first < Self.drawsOfShares else {
      return SimulatedUsers(equation.accumulated(inputs, as: scenario, scaled, draw.errors), count: draw.count)
    }
    let levels = equation.accumulated(inputs, as: scenario, scaled, draw.errors)
    var undriven = inputs
    var driversOnly: [Lanes]?
    if centre.isRandom {
      undriven = equation.inputs(
        deviations(scenario, centre.whole, draw.expected, known: centre.deviations), scaled)
      let driven = equation.inputs(
        deviations(scenario, centre.whole, draw.with(parameters: centre.draw.parameters), known: drawn), centre.scaled)
      driversOnly = equation.accumulated(driven, as: scenario, centre.scaled, centre.draw.errors)
    }
    let parametersOnly = equation.accumulated(undriven, as: scenario, scaled, centre.draw.errors)
    let innovationsOnly = equation.accumulated(centre.inputs, as: scenario, centre.scaled, draw.errors)
    for month in levels.indices {
      let central = centre.levels[month]
      summary.addDeviations(
        month, parameters: parametersOnly[month] - central, innovations: innovationsOnly[month] - central,
        drivers: driversOnly.map { $0[month] - central }, draw.count)
    }
    return SimulatedUsers(levels, count: draw.count)
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
