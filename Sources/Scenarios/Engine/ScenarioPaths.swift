import Drivers
import RealModule
import Sampling

/// The raw paths of all columns and upstream quantities, for any counterfactual and draw.
struct ScenarioPaths: Sendable {
  /// The raw columns of drivers, then the upstream quantities.
  let columns: [ScenarioColumn]
  /// Which of ``columns`` are upstream quantities.
  let upstreams: Range<Int>
  /// The upstream quantities that move each raw column.
  private let moves: [[UpstreamMove]]
  private let quantities: ScenarioQuantities
  /// The number of months after the base.
  private let months: Int

  init(
    _ columns: [ScenarioColumn], upstreams: Range<Int>, moves: [[UpstreamMove]], quantities: ScenarioQuantities,
    months: Int
  ) {
    self.columns = columns
    self.upstreams = upstreams
    self.moves = moves
    self.quantities = quantities
    self.months = months
  }

  /// The raw values of a column.
  func raw(_ column: Int, _ counterfactual: Counterfactual, _ draw: ScenarioDraw) -> [Lanes] {
    let scenario = counterfactual.columns[column]
    let own = columns[column].paths[scenario]
    var path = own.lanes
    if let position = quantities.level(ofColumn: column, in: scenario) {
      rescale(&path, column, to: draw.parameters[position])
    }
    let isReplaced = own.randomness?.replacesPath == true
    if !isReplaced { multiply(&path, column, counterfactual, draw) }
    if own.randomness != nil { randomise(&path, column, own, draw) }
    if isReplaced { multiply(&path, column, counterfactual, draw) }
    intervene(&path, column, counterfactual)
    return path
  }

  /// Whether an upstream quantity moves a raw column.
  func moves(_ upstream: Int, _ column: Int) -> Bool { moves[column].contains { $0.upstream == upstream } }

  /// The positions of the elasticities of an upstream quantity.
  func elasticities(of upstream: Int) -> [Int] {
    moves.flatMap { $0.filter { $0.upstream == upstream }.map(\.elasticity) }
  }

  /// Whether any of some upstream quantities moves a raw column.
  func isMoved(_ column: Int, byAnyOf upstreams: Set<Int>) -> Bool {
    moves[column].contains { upstreams.contains($0.upstream) }
  }

  /// Whether any upstream quantity moves a raw column.
  func isMoved(_ column: Int) -> Bool { !moves[column].isEmpty }

  /// Whether every upstream quantity that moves a column comes unchanged from the column's own scenario.
  func isOwnPath(_ column: Int, _ counterfactual: Counterfactual) -> Bool {
    counterfactual.interventions[column] == nil
      && moves[column].allSatisfy { move in
        counterfactual.columns[move.upstream] == counterfactual.columns[column]
          && counterfactual.interventions[move.upstream] == nil
      }
  }

  /// Whether no draw changes the path of a column in a scenario.
  func isFixed(_ column: Int, in scenario: Int) -> Bool {
    columns[column].paths[scenario].randomness == nil && quantities.level(ofColumn: column, in: scenario) == nil
      && moves[column].allSatisfy { move in
        let path = columns[move.upstream].paths[scenario]
        return path.randomness == nil && path.values.allSatisfy { $0 == columns[move.upstream].reference }
      }
  }

  /// Whether uncertain quantities change the path of a column in a scenario.
  func followsQuantities(_ column: Int, in scenario: Int) -> Bool {
    isMoved(column) || quantities.level(ofColumn: column, in: scenario) != nil
  }

  /// Whether a column has different paths in two scenarios.
  func differs(_ column: Int, _ scenario: Int, _ other: Int) -> Bool {
    let (a, b) = (columns[column].paths[scenario], columns[column].paths[other])
    return a.values != b.values || a.randomness != b.randomness
      || quantities.level(ofColumn: column, in: scenario) != quantities.level(ofColumn: column, in: other)
  }

  /// Whether draws of a scenario differ by their drivers.
  func isRandom(_ scenario: Int) -> Bool { columns.contains { $0.paths[scenario].randomness != nil } }

  /// A path as changed by upstream quantities.
  private func multiply(
    _ path: inout [Lanes], _ column: Int, _ counterfactual: Counterfactual, _ draw: ScenarioDraw
  ) {
    for move in moves[column] {
      let ratios = ratios(move.upstream, counterfactual, draw)
      // Both end at the horizon.
      for month in max(columns[column].known, path.count - ratios.count)..<path.count {
        let ratio = ratios[ratios.count - path.count + month]
        if ratio == Lanes(repeating: 1) { continue }
        path[month] *= .exp(draw.parameters[move.elasticity] * .log(ratio))
      }
    }
  }

  /// An upstream quantity relative to its reference.
  private func ratios(_ column: Int, _ counterfactual: Counterfactual, _ draw: ScenarioDraw) -> [Lanes] {
    let own = columns[column].paths[counterfactual.columns[column]]
    var path = own.lanes
    if own.randomness != nil { randomise(&path, column, own, draw) }
    intervene(&path, column, counterfactual)
    let reference = columns[column].reference ?? 1
    for month in path.indices { path[month] /= reference }
    return path
  }

  private func intervene(_ path: inout [Lanes], _ column: Int, _ counterfactual: Counterfactual) {
    guard let intervention = counterfactual.interventions[column] else { return }
    let start = path.count - months
    for month in intervention.months {
      switch intervention.kind {
      case .level: path[start + month] = Lanes(repeating: intervention.value)
      case .addition: path[start + month] += intervention.value
      }
    }
  }

  private func randomise(_ path: inout [Lanes], _ column: Int, _ own: ScenarioPath, _ draw: ScenarioDraw) {
    let known = columns[column].known
    let isExpected = draw.isExpected(column)
    if let continuation = own.continuation {
      let drawn = isExpected ? [] : continuation.changed(draw.columns[column].forecasts[continuation.forecast])
      for month in known..<path.count {
        path[month] = isExpected ? Lanes(repeating: own.values[month]) : drawn[month - known]
      }
    }
    guard let sampler = own.sampler else { return }
    if isExpected {
      sampler.randomness.takeMeans(&path, from: own.firstDrawn)
    } else {
      sampler.draw(
        &path, from: own.firstDrawn, normals: draw.columns[column].normals,
        probabilities: draw.columns[column].probabilities)
    }
  }

  /// Moves the level at the horizon, and the path leading to it in proportion.
  private func rescale(_ path: inout [Lanes], _ column: Int, to level: Lanes) {
    let unchanged = columns[column].unchanged
    let (start, end) = (unchanged.end, path[path.count - 1][0])
    for month in columns[column].known..<path.count {
      let plain = unchanged.values[month]
      path[month] = end == start ? level : plain + (path[month] - plain) * (level - start) / (end - start)
    }
  }
}
