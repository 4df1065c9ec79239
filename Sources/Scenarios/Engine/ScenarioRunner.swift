import ChurnModels
import Dispatch
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling
import Series
import Synchronization
import Univariate

extension ScenarioFile {
  /// Runs all scenarios with the same random numbers, calibrating first if the file asks for it.
  ///
  /// - Parameter inputs: how to read the files that this one names.
  /// - Returns: paths, differences, comparisons and the provenance of every number.
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs.
  public func run(_ inputs: ScenarioInputs) throws -> ScenarioRun { try ScenarioSolution(self, inputs).run() }
}

extension ScenarioSolution {
  /// The draws from which the shares of the variance are estimated, to about 3 %.
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
    let (tallies, parameters) = tally(centres, capacity: capacity)
    for (scenario, tally) in zip(file.scenarios, tallies) where !tally.isFinite {
      throw ScenarioError.notFinite(scenario: scenario.name)
    }
    let outcomes = scenarios.map { outcome($0, tallies[$0], reference: tallies[equation.references[$0]]) }
    return ScenarioRun(
      title: file.title, baseMonth: equation.model.baseMonth, baseUsers: equation.model.baseUsers,
      horizon: file.horizon, reference: file.reference, scenarios: outcomes, comparisons: comparisons(outcomes),
      omittedFigures: zip(file.published, figures).flatMap { published, entries in
        entries.filter { $0.month < equation.model.baseMonth || $0.month > file.horizon }
          .map { OmittedFigure(scenario: published.scenario, month: $0.month) }
      },
      parameters: self.parameters(parameters),
      driverLevels: driverLevels(central), extrapolations: extrapolations(central),
      calibration: calibration.map { result($0, parameters) },
      levels: file.levels, draws: file.draws, seed: file.seed)
  }

  /// What is remembered of scenarios and quantities.
  private typealias Tallies = (scenarios: [DrawSummary], quantities: DrawTable)

  /// Runs all draws: in parts of equal size on several cores where all are kept, so that the order of draws, and with it
  /// every result, is the same on any number of them.
  private func tally(_ centres: [ScenarioCentre], capacity: Int) -> Tallies {
    let pairs = file.draws / 2
    let parts = file.draws <= capacity ? max(1, min(4, file.draws / (2 * Self.drawsOfShares))) : 1
    let bounds = (0...parts).map { pairs * $0 / parts / GrowthDraws.pairsOfPacket * GrowthDraws.pairsOfPacket }
    let results = Mutex([Int: Tallies]())
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let tallies = tally(centres, capacity, pairs: bounds[part]..<(part == parts - 1 ? pairs : bounds[part + 1]))
      results.withLock { $0[part] = tallies }
    }
    return results.withLock { results in
      guard var all = results[0] else { preconditionFailure("there is a part") }
      for part in 1..<max(1, parts) {
        guard let later = results[part] else { continue }
        for index in all.scenarios.indices { all.scenarios[index].append(later.scenarios[index]) }
        all.quantities.append(later.quantities)
      }
      return all
    }
  }

  private func tally(_ centres: [ScenarioCentre], _ capacity: Int, pairs: Range<Int>) -> Tallies {
    let scenarios = centres.indices
    let draws = 2 * pairs.count
    let references = equation.references
    var tallies = scenarios.map { scenario in
      DrawSummary(
        months: equation.months.count, thresholds: file.thresholds, capacity: capacity, draws: draws,
        hasReference: references[scenario] != scenario)
    }
    var quantities = DrawTable(columns: equation.quantities.names.count, capacity: capacity, expected: draws)
    forEachPacket(of: pairs) { draw in
      let users = scenarios.map { simulated($0, draw, centres[$0], &tallies[$0]) }
      for scenario in scenarios {
        let reference = references[scenario]
        tallies[scenario].add(
          users[scenario], reference: reference == scenario ? nil : users[reference], draw.count)
      }
      quantities.add(displayed(draw), draw.count)
    }
    return (tallies, quantities)
  }

  /// Users of eight draws of a scenario; the first draws also say what each source does alone, the others at the centre.
  private func simulated(
    _ scenario: Int, _ draw: ScenarioEquation.Draw, _ centre: ScenarioCentre, _ tally: inout DrawSummary
  ) -> [Lanes] {
    let scaled = equation.scaled(draw, scenario)
    let drawn = equation.drivers.indices.map { equation.deviations($0, centre.mixture, draw) }
    let drifts = equation.drifts(centre.mixture, drawn, scaled)
    guard draw.first < Self.drawsOfShares else {
      return Self.users(equation.accumulated(drifts, as: scenario, scaled, draw.errors))
    }
    let levels = equation.accumulated(drifts, as: scenario, scaled, draw.errors)
    var parametersOnly = drifts
    var driversOnly: [Lanes]?
    if centre.isDriven {
      /// Deviations of which one part is drawn: those of the drivers that quantities do not change are known already.
      func deviations(_ partial: ScenarioEquation.Draw, _ known: [[[Lanes]]?]) -> [[[Lanes]]?] {
        known.indices.map { driver in
          equation.followsQuantities(driver, scenario)
            ? equation.deviations(driver, centre.mixture, partial) : known[driver]
        }
      }
      parametersOnly = equation.drifts(
        centre.mixture, deviations(draw.expected, centre.deviations), scaled)
      let driven = equation.drifts(
        centre.mixture, deviations(draw.with(parameters: centre.draw.parameters), drawn), centre.scaled)
      driversOnly = equation.accumulated(driven, as: scenario, centre.scaled, centre.draw.errors)
    }
    parametersOnly = equation.accumulated(parametersOnly, as: scenario, scaled, centre.draw.errors)
    let innovationsOnly = equation.accumulated(centre.drifts, as: scenario, centre.scaled, draw.errors)
    for month in drifts.indices {
      let still = centre.levels[month]
      tally.add(
        month, parameters: parametersOnly[month] - still, innovations: innovationsOnly[month] - still,
        drivers: driversOnly.map { $0[month] - still }, draw.count)
    }
    return Self.users(levels)
  }

  /// U from ln U.
  private static func users(_ levels: consuming [Lanes]) -> [Lanes] {
    for month in levels.indices { levels[month] = .exp(levels[month]) }
    return levels
  }

  private func outcome(_ index: Int, _ tally: DrawSummary, reference: DrawSummary) -> ScenarioOutcome {
    let scenario = file.scenarios[index]
    let moved = Set(scenario.paths.filter(\.moves).map(\.column))
    let used = equation.drivers.filter { driver in
      driver.column.map { moved.contains(equation.columns[$0].name) || isMovedUpstream($0, moved) }
        ?? scenario.events.contains(driver.name)
    }.flatMap(\.positions)
    let provenance = provenance
    let hasLevel = equation.columns.contains { equation.quantities.level(of: $0.name, in: scenario.name) != nil }
    return ScenarioOutcome(
      name: scenario.name, reference: file.scenarios[equation.references[index]].name,
      baseUsers: scenario.users ?? equation.model.baseUsers,
      months: tally.months(from: equation.months, levels: file.levels),
      differences: tally.differences(to: reference, from: equation.months, levels: file.levels),
      crossings: tally.crossings(file.thresholds, equation.months, widest: file.levels.last ?? 0.95),
      basis: Provenance.allCases.filter { kind in
        provenance[0] == kind || used.contains { provenance[$0] == kind } || kind == .calibrated && hasLevel
      })
  }

  private func isMovedUpstream(_ column: Int, _ moved: Set<String>) -> Bool {
    equation.upstreams.contains { moved.contains(equation.columns[$0].name) && equation.moves($0, column) }
  }

  private func comparisons(_ outcomes: [ScenarioOutcome]) -> [PublishedComparison] {
    zip(file.published, figures).flatMap { published, entries in
      entries.compactMap { entry -> PublishedComparison? in
        guard let outcome = outcomes.first(where: { $0.name == published.scenario }) else { return nil }
        let isBase = entry.month == equation.model.baseMonth
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

/// A scenario with everything at its centre.
private final class ScenarioCentre: Sendable {
  let mixture: ScenarioEquation.Mixture
  let draw: ScenarioEquation.Draw
  let scaled: [Lanes]
  let deviations: [[[Lanes]]?]
  let drifts: [Lanes]
  let levels: [Lanes]
  let isDriven: Bool

  init(_ equation: ScenarioEquation, _ scenario: Int, _ central: ScenarioEquation.Draw) {
    mixture = equation.whole(scenario)
    draw = central
    scaled = equation.scaled(central, scenario)
    let mixture = mixture
    deviations = equation.drivers.indices.map { equation.deviations($0, mixture, central) }
    drifts = equation.drifts(mixture, deviations, scaled)
    levels = equation.accumulated(drifts, as: scenario, scaled, central.errors)
    isDriven = equation.isRandom(scenario)
  }
}
