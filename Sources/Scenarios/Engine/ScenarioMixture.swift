import ChurnModels
import Drivers
import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioEquation {
  /// From which scenario each part of a path is taken; all from one in a scenario itself.
  struct Mixture: Sendable {
    /// The scenario of each raw column's own path, and of each upstream quantity.
    var columns: [Int]
    /// The scenario of each driver's event.
    var events: [Int]
    /// What is done to raw columns beside.
    var changes: [Int: Change] = [:]

    /// What is done to a raw column from a month on, by its index behind the base.
    struct Change: Sendable {
      /// The level it has instead, or that is added to it.
      enum Kind { case level, addition }
      let kind: Kind
      let value: Double
      let months: Range<Int>
    }
  }

  /// A scenario as it is.
  func whole(_ scenario: Int) -> Mixture {
    Mixture(
      columns: [Int](repeating: scenario, count: columns.count),
      events: [Int](repeating: scenario, count: drivers.count))
  }

  /// The raw values of a column.
  func raw(_ column: Int, _ mixture: Mixture, _ draw: Draw) -> [Lanes] {
    let scenario = mixture.columns[column]
    let course = columns[column].courses[scenario]
    var path = course.path.map { Lanes(repeating: $0) }
    if let position = quantities.level(of: columns[column].name, in: file.scenarios[scenario].name) {
      stretch(&path, column, to: draw.parameters[position])
    }
    let isReplaced = course.randomness?.replacesPath == true
    if !isReplaced { multiply(&path, column, mixture, draw) }
    if course.randomness != nil { randomise(&path, column, course, draw) }
    if isReplaced { multiply(&path, column, mixture, draw) }
    change(&path, column, mixture)
    return path
  }

  /// What upstream quantities make of a path.
  private func multiply(_ path: inout [Lanes], _ column: Int, _ mixture: Mixture, _ draw: Draw) {
    for upstream in upstreams {
      for (move, position) in zip(file.upstreams[upstream - upstreams.lowerBound].moves, upstreamPositions(upstream))
      where move.column == columns[column].name {
        let ratios = ratios(upstream, mixture, draw)
        // Both end at the horizon.
        for month in max(columns[column].known, path.count - ratios.count)..<path.count {
          let ratio = ratios[ratios.count - path.count + month]
          if ratio == Lanes(repeating: 1) { continue }
          path[month] *= .exp(draw.parameters[position] * .log(ratio))
        }
      }
    }
  }

  private func change(_ path: inout [Lanes], _ column: Int, _ mixture: Mixture) {
    guard let change = mixture.changes[column] else { return }
    let start = path.count - months.count
    for month in change.months {
      switch change.kind {
      case .level: path[start + month] = Lanes(repeating: change.value)
      case .addition: path[start + month] += change.value
      }
    }
  }

  private func upstreamPositions(_ column: Int) -> [Int] { quantities.elasticities[column - upstreams.lowerBound] }

  /// An upstream quantity relative to its reference.
  private func ratios(_ column: Int, _ mixture: Mixture, _ draw: Draw) -> [Lanes] {
    let course = columns[column].courses[mixture.columns[column]]
    var path = course.path.map { Lanes(repeating: $0) }
    if course.randomness != nil { randomise(&path, column, course, draw) }
    change(&path, column, mixture)
    let reference = columns[column].reference ?? 1
    for month in path.indices { path[month] /= reference }
    return path
  }

  private func randomise(_ path: inout [Lanes], _ column: Int, _ course: ScenarioColumn.Course, _ draw: Draw) {
    let known = columns[column].known
    let isExpected = draw.isCentral && draw.drawn != column
    guard let sampler = course.sampler else {
      let means = columns[column].forecast?.means ?? []
      for (index, value) in draw.forecasts[column].enumerated() {
        path[known + index] = isExpected ? Lanes(repeating: means[index]) : value
      }
      return
    }
    if isExpected {
      sampler.randomness.takeMeans(&path, from: course.firstDrawn)
    } else {
      sampler.draw(
        &path, from: course.firstDrawn, normals: draw.normals[column], probabilities: draw.probabilities[column])
    }
  }

  /// Moves the level at the horizon, and the path to it in proportion.
  private func stretch(_ path: inout [Lanes], _ column: Int, to level: Lanes) {
    let still = columns[column].courses.last?.path ?? []
    guard let end = path.last?[0], let start = still.last else { return }
    for month in columns[column].known..<path.count {
      path[month] = end == start ? level : still[month] + (path[month] - still[month]) * (level - start) / (end - start)
    }
  }

  /// z of a driver less what it is where nothing changes, by coefficient and month; nil for an event.
  func deviations(_ driver: Int, _ mixture: Mixture, _ draw: Draw) -> [[Lanes]]? {
    guard let column = drivers[driver].column, let kernel = drivers[driver].kernel else { return nil }
    if let known = fixed[driver][mixture.columns[column]], mixture.changes[column] == nil, isPlain(column, mixture) {
      return known
    }
    return deviations(driver, kernel, raw(column, mixture, draw), draw)
  }

  /// Whether an upstream quantity moves a raw column.
  func moves(_ upstream: Int, _ column: Int) -> Bool {
    file.upstreams[upstream - upstreams.lowerBound].moves.contains { $0.column == columns[column].name }
  }

  /// Whether every upstream quantity that moves a column comes unchanged from the column's own scenario.
  private func isPlain(_ column: Int, _ mixture: Mixture) -> Bool {
    upstreams.allSatisfy { upstream in
      mixture.columns[upstream] == mixture.columns[column] && mixture.changes[upstream] == nil
        || !moves(upstream, column)
    }
  }

  private func deviations(
    _ driver: Int, _ kernel: DriverKernel, _ raw: consuming [Lanes], _ draw: Draw
  ) -> [[Lanes]] {
    let decay = drivers[driver].decay.map { position in
      pointwiseMin(
        pointwiseMax(draw.parameters[position], Lanes(repeating: 0)), Lanes(repeating: Calibration.highestDecay))
    }
    let offset = raw.count - months.count
    var z = kernel.columns(of: raw, decay: decay)
    if decay != nil, drivers[driver].outlookFollowsDecay, let column = drivers[driver].column,
      let path = columns[column].courses.last?.path
    {
      let still = kernel.columns(of: path.map { Lanes(repeating: $0) }, decay: decay)
      return z.indices.map { coefficient in
        (0..<months.count).map { z[coefficient][offset + $0] - still[coefficient][offset + $0] }
      }
    }
    for coefficient in z.indices {
      if offset > 0 { z[coefficient].removeFirst(offset) }
      Self.subtract(drivers[driver].still[coefficient], from: &z[coefficient])
    }
    return z
  }

  private static func subtract(_ still: [Double], from values: inout [Lanes]) {
    for month in still.indices { values[month] -= still[month] }
  }

  /// Whether uncertain quantities change the deviations of a driver in a scenario.
  func followsQuantities(_ driver: Int, _ scenario: Int) -> Bool {
    guard let column = drivers[driver].column else { return false }
    return drivers[driver].decay != nil || upstreams.contains { moves($0, column) }
      || quantities.level(of: columns[column].name, in: file.scenarios[scenario].name) != nil
  }

  /// The deviations that no draw changes; nil where draws do.
  func fixedDeviations(_ driver: Int, _ scenario: Int) -> [[Lanes]]? {
    guard let column = drivers[driver].column, let kernel = drivers[driver].kernel, drivers[driver].decay == nil,
      columns[column].courses[scenario].randomness == nil,
      quantities.level(of: columns[column].name, in: file.scenarios[scenario].name) == nil
    else { return nil }
    let isMoved = upstreams.contains { upstream in
      let course = columns[upstream].courses[scenario]
      return moves(upstream, column)
        && (course.randomness != nil || course.path.contains { $0 != columns[upstream].reference })
    }
    guard !isMoved else { return nil }
    let draw = centre()
    return deviations(driver, kernel, raw(column, whole(scenario), draw), draw)
  }

  /// The quantities of a draw with the effect scales of a scenario taken in.
  func scaled(_ draw: Draw, _ scenario: Int) -> [Lanes] {
    let scales = quantities.scales(in: file.scenarios[scenario].name)
    guard !scales.isEmpty else { return draw.parameters }
    var result = draw.parameters
    var scale = Lanes(repeating: 1)
    for position in scales { scale *= draw.parameters[position] }
    for position in model.specification.driverIndices { result[position] *= scale }
    return result
  }

  /// What one driver or event takes from the growth of every month.
  func loss(_ driver: Int, _ mixture: Mixture, _ draw: Draw, _ scaled: [Lanes]) -> [Lanes] {
    var result = [Lanes](repeating: Lanes(repeating: 0), count: months.count)
    subtract(driver, deviations(driver, mixture, draw), mixture, scaled, from: &result)
    for month in result.indices { result[month] = 0 - result[month] }
    return result
  }

  private func subtract(
    _ driver: Int, _ deviations: [[Lanes]]?, _ mixture: Mixture, _ scaled: [Lanes], from result: inout [Lanes]
  ) {
    guard let deviations else {
      guard file.scenarios[mixture.events[driver]].events.contains(drivers[driver].name) else { return }
      let effect = scaled[drivers[driver].positions.lowerBound]
      for month in result.indices { result[month] -= effect * drivers[driver].event[month] }
      return
    }
    for (position, deviation) in zip(drivers[driver].positions, deviations) {
      let effect = scaled[position]
      for month in result.indices { result[month] -= effect * deviation[month] }
    }
  }

  /// Growth of every month without errors.
  func drifts(_ mixture: Mixture, _ draw: Draw, _ scaled: [Lanes]) -> [Lanes] {
    drifts(mixture, drivers.indices.map { deviations($0, mixture, draw) }, scaled)
  }

  /// Growth of every month without errors, for the deviations of each driver.
  func drifts(_ mixture: Mixture, _ deviations: [[[Lanes]]?], _ scaled: [Lanes]) -> [Lanes] {
    var result = [Lanes](repeating: Lanes(repeating: 0), count: months.count)
    recursion.drifts(scaled, into: &result)
    for driver in drivers.indices { subtract(driver, deviations[driver], mixture, scaled, from: &result) }
    return result
  }

  /// ln U of every month.
  ///
  /// - Parameters:
  ///   - mixture: where the paths of drivers come from.
  ///   - scenario: whose start and effect scales hold.
  ///   - draw: everything that is random.
  /// - Returns: one value a month.
  func levels(_ mixture: Mixture, as scenario: Int, _ draw: Draw) -> [Lanes] {
    let scaled = scaled(draw, scenario)
    return accumulated(drifts(mixture, draw, scaled), as: scenario, scaled, draw.errors)
  }

  /// ln U of every month for given growth.
  func accumulated(
    _ drifts: consuming [Lanes], as scenario: Int, _ scaled: [Lanes], _ errors: [Lanes]
  ) -> [Lanes] {
    // The recursion's own start holds what a fit leaves unknown of it.
    var level = Lanes(
      repeating: file.scenarios[scenario].users == nil ? recursion.start : starts[scenario])
    for month in drifts.indices {
      level = recursion.carried(level, scaled) + drifts[month] + errors[month]
      drifts[month] = level
    }
    return drifts
  }
}
