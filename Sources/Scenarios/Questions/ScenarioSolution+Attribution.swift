import Drivers
import Forecasting
import Sampling
import Series

extension ScenarioSolution {
  /// The largest number of values behind the intervals of an attribution.
  private static let mostValues = 100_000_000

  /// Divides the difference between a scenario and its reference among its causes.
  ///
  /// - Parameters:
  ///   - scenario: its name; nil for the first that is not its own reference.
  ///   - reference: the scenario with which it is compared; nil for its reference.
  ///   - month: the month; nil for the horizon.
  ///   - isCumulated: whether users of all months up to then are added.
  /// - Returns: one contribution per cause.
  /// - Throws: ``ScenarioError`` for names, months and bases that cannot be compared, more than
  ///   ``Attribution/mostPlayers`` causes, or paths that overflow.
  /// - Complexity: O(2ᵏ · months · draws) for k causes.
  public func attribute(
    _ scenario: String? = nil, against reference: String? = nil, month: Month? = nil, isCumulated: Bool = false
  ) throws -> Attribution {
    let (chosen, other) = try pair(scenario, against: reference)
    let month = month ?? file.horizon
    let row = try index(of: month)
    let game = AttributionGame(equation, scenario: chosen, reference: other)
    guard game.players.count <= Attribution.mostPlayers else {
      throw ScenarioError.tooManyPlayers(game.players.count)
    }
    let months = isCumulated ? 0..<(row + 1) : row..<(row + 1)
    let combinations = 1 << game.players.count
    let draws = min(file.draws, max(500, Self.mostValues / (combinations * (row + 1)))) / 2 * 2
    let values = game.values(centre, months)
    let centre = values.map { $0[0] }
    let shapley = shapleyValues(values).map { $0[0] }
    let count = game.players.count
    var samples = (0...count).map { _ in DrawSample(capacity: max(8, draws / 8 * 8 + 8)) }
    forEachPacket(draws) { draw in
      let values = game.values(draw, months)
      for (player, value) in shapleyValues(values).enumerated() { samples[player].add(value, draw.count) }
      samples[count].add(values[combinations - 1] - values[0], draw.count)
    }
    let difference = centre[combinations - 1] - centre[0]
    guard difference.isFinite, shapley.allSatisfy(\.isFinite), samples.allSatisfy({ $0.isWithin(.infinity) }) else {
      throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name)
    }
    let coverage = widestCoverage
    func interval(_ sample: DrawSample) -> ClosedRange<Double> {
      let ends = sample.quantiles([(1 - coverage) / 2, (1 + coverage) / 2])
      return ends[0]...max(ends[0], ends[1])
    }
    let possible = possibleShares(game, chosen, months)
    let whole = largestRemainder(shapley, total: difference)
    let contributions = game.players.indices.map { player in
      Attribution.Contribution(
        name: game.players[player].name, kind: game.players[player].kind, users: shapley[player],
        wholeUsers: whole[player], interval: interval(samples[player]),
        share: difference == 0 ? 0 : shapley[player] / difference, possibleShares: possible?[player])
    }
    return Attribution(
      scenario: file.scenarios[chosen].name, reference: file.scenarios[other].name, month: month,
      isCumulated: isCumulated, difference: difference, wholeDifference: whole.reduce(0, +),
      interval: interval(samples[count]), medianDifference: samples[count].quantiles([0.5])[0],
      contributions: contributions.sorted {
        $0.users * (difference < 0 ? 1 : -1) < $1.users * (difference < 0 ? 1 : -1)
      },
      users: (centre[0], centre[combinations - 1]), calibratedFigures: calibration?.points.count ?? 0,
      coverage: coverage,
      draws: draws, seed: file.seed)
  }

  /// The shares of each cause over all sizes of the assumed effects, with the stated signs, that meet the published
  /// figures: at the vertices of that set. Nil where the figures, or data, determine the effects.
  private func possibleShares(
    _ game: AttributionGame, _ scenario: Int, _ months: Range<Int>
  ) -> [ClosedRange<Double>]? {
    guard let calibration else { return nil }
    guard let vertices = IdentifiedSet(calibration, provenance, scenario: scenario)?.vertices, vertices.count > 1 else {
      return nil
    }
    var ranges = [ClosedRange<Double>?](repeating: nil, count: game.players.count)
    for parameters in vertices {
      let values = game.values(equation.draws.centre(parameters), months)
      let difference = values[values.count - 1][0] - values[0][0]
      guard difference != 0, difference.isFinite else { continue }
      for (player, value) in shapleyValues(values).enumerated() {
        let share = value[0] / difference
        guard share.isFinite else { continue }
        ranges[player] =
          min(ranges[player]?.lowerBound ?? share, share)...max(ranges[player]?.upperBound ?? share, share)
      }
    }
    let known = ranges.compactMap { $0 }
    // Where no share moves, the open question does not concern shares.
    let moves = known.contains { $0.upperBound - $0.lowerBound > 1e-9 }
    return known.count == ranges.count && moves ? known : nil
  }
}
