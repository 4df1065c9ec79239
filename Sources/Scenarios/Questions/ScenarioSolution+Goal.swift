import ChurnModels
import Drivers
import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioSolution {
  /// Finds the level of a driver, constant after the base month, that keeps users at a target.
  ///
  /// Levels on a grid over the whole range are tried, and those about the best of them until its place is known: users need not change
  /// in one direction with the driver. The share of draws that keep the target is a step function of the level; its end nearest to
  /// the scenario's own level is found by bisection.
  ///
  /// - Parameters:
  ///   - driver: the raw column or upstream quantity.
  ///   - target: the number of users to keep.
  ///   - month: the month in which they are counted; nil for the horizon.
  ///   - scenario: the scenario that is changed; nil for the first that is not its own reference.
  ///   - between: the levels to search; nil for 0 (or the lowest level seen, for a driver in logarithms) to the
  ///     highest level observed or stated.
  ///   - probabilities: the probabilities with which to keep the target.
  /// - Returns: a level for each probability, where there is one, and the best achievable.
  /// - Throws: ``ScenarioError`` for names and months that do not exist, or levels outside a logarithm.
  public func goal(
    _ driver: String, keep target: Double, by month: Month? = nil, scenario: String? = nil,
    between: ClosedRange<Double>? = nil, probabilities: [Double] = [0.5, 0.9, 0.1]
  ) throws -> GoalSeek {
    let chosen = try self.chosen(scenario)
    let month = month ?? file.horizon
    let row = try index(of: month)
    let column = try column(driver)
    let range = between ?? possibleLevels(column)
    // All levels are tried on the same draws, which are kept: as many as fit into 128 MB.
    let draws = min(file.draws, max(1000, mostKeptDraws)) / 2 * 2
    var packets: [ScenarioDraw] = []
    forEachPacket(draws) { packets.append($0) }
    let logTarget = Double.log(target)
    func sample(_ counterfactual: Counterfactual) throws -> DrawSample {
      var sample = DrawSample(capacity: 20_000)
      for draw in packets { sample.add(equation.levels(counterfactual, as: chosen, draw)[row], draw.count) }
      guard sample.isWithin(700) else { throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name) }
      return sample
    }
    func sample(at level: Double) throws -> DrawSample {
      var counterfactual = equation.whole(chosen)
      counterfactual.interventions[column] = .init(kind: .level, value: level, months: 0..<equation.months.count)
      return try sample(counterfactual)
    }
    var search = try GoalSearch(range) { try sample(at: $0) }
    let present = expectedEnd(column, equation.whole(chosen))
    let answers = try probabilities.map { probability in
      try search.answer(probability, nearest: present, target: logTarget) { try sample(at: $0) }
    }
    let best = search.best.sample
    let coverage = widestCoverage
    let interval = best.quantiles([(1 - coverage) / 2, (1 + coverage) / 2]).map { Double.exp($0) }
    return GoalSeek(
      driver: driver, scenario: file.scenarios[chosen].name, target: target, month: month,
      from: equation.months.lowerBound,
      present: present,
      presentUsers: .exp(try sample(equation.whole(chosen)).quantiles([0.5])[0]), between: range, answers: answers,
      best: (
        search.best.level, .exp(best.quantiles([0.5])[0]),
        interval[0]...max(interval[0], interval[1])
      ), bestProbability: 1 - best.share(below: logTarget), coverage: coverage, draws: draws, seed: file.seed)
  }

  /// From 0, or the lowest level seen where 0 has no logarithm, to the highest level seen or stated.
  private func possibleLevels(_ column: Int) -> ClosedRange<Double> {
    let item = equation.columns[column]
    let paths = expectedLevels(column) + [item.range?.lowerBound, item.range?.upperBound].compactMap { $0 }
    let lowest = paths.min() ?? 0
    let highest = paths.max() ?? 1
    let isLogarithm =
      equation.paths.upstreams.contains(column)
      || equation.drivers.contains { driver in
        guard case .column(let transform) = driver.source else { return false }
        return transform.column == column && transform.needsPositive
      }
    let low = isLogarithm ? lowest : min(0, lowest)
    return low...max(low, highest)
  }
}
