import ChurnModels
import Drivers
import RealModule
import Sampling

/// All drivers and events, and their deviations from the path without any change.
struct ScenarioDrivers: Sendable {
  /// The drivers and events.
  let all: [ScenarioDriver]
  /// The raw paths from which they are computed.
  let paths: ScenarioPaths
  private let months: Int
  /// The number of months after the base that are past.
  private let known: Int
  private let timing: Timing
  /// By driver and scenario: the deviations that no draw changes; nil where draws do.
  private var fixed: [[DriverDeviations?]] = []

  /// Drivers of raw paths.
  ///
  /// - Parameters:
  ///   - all: the drivers and events.
  ///   - paths: the raw paths from which they are computed.
  ///   - months: the number of months after the base.
  ///   - timing: what the forecasts measure.
  ///   - known: the number of them that are past.
  ///   - scenarios: the number of scenarios.
  ///   - centre: the centre of everything.
  init(
    _ all: [ScenarioDriver], paths: ScenarioPaths, months: Int, timing: Timing, known: Int, scenarios: Int,
    centre: ScenarioDraw
  ) {
    self.all = all
    self.paths = paths
    self.months = months
    self.known = known
    self.timing = timing
    fixed = all.indices.map { driver in
      (0..<scenarios).map { scenario in
        guard case .column(let transform) = all[driver].source, transform.decay == nil,
          paths.isFixed(transform.column, in: scenario)
        else { return nil }
        return deviations(transform, paths.raw(transform.column, whole(scenario), centre), centre)
      }
    }
  }

  /// A scenario as it is.
  func whole(_ scenario: Int) -> Counterfactual {
    Counterfactual(
      columns: [Int](repeating: scenario, count: paths.columns.count),
      events: [Int](repeating: scenario, count: all.count))
  }

  /// z of a driver less its value where nothing changes.
  func deviations(_ driver: Int, _ counterfactual: Counterfactual, _ draw: ScenarioDraw) -> DriverDeviations {
    switch all[driver].source {
    case .event(let event):
      return event.happens[counterfactual.events[driver]] ? event.deviations.entering(timing) : .none
    case .column(let transform):
      if let known = fixed[driver][counterfactual.columns[transform.column]],
        paths.isOwnPath(transform.column, counterfactual)
      {
        return known
      }
      return deviations(transform, paths.raw(transform.column, counterfactual, draw), draw)
    }
  }

  /// z of every driver less its value where nothing changes.
  func deviations(_ counterfactual: Counterfactual, _ draw: ScenarioDraw) -> [DriverDeviations] {
    all.indices.map { deviations($0, counterfactual, draw) }
  }

  /// Whether uncertain quantities change the deviations of a driver in a scenario.
  func followsQuantities(_ driver: Int, in scenario: Int) -> Bool {
    guard case .column(let transform) = all[driver].source else { return false }
    return transform.decay != nil || paths.followsQuantities(transform.column, in: scenario)
  }

  private func deviations(
    _ transform: ScenarioDriver.Transform, _ raw: consuming [Lanes], _ draw: ScenarioDraw
  ) -> DriverDeviations {
    let decay = transform.decay.map { position in
      pointwiseMin(
        pointwiseMax(draw.parameters[position], Lanes(repeating: 0)),
        Lanes(repeating: ScenarioQuantities.highestDecay))
    }
    let offset = raw.count - months
    var z = transform.kernel.columns(of: raw, decay: decay)
    for coefficient in z.indices {
      if offset > 0 { z[coefficient].removeFirst(offset) }
      Self.subtract(transform.unchanged[coefficient], from: &z[coefficient])
    }
    // What happened was the same whatever the decay: innovations make up for it.
    if let decay, known > 0 {
      let unchanged = transform.kernel.columns(of: paths.columns[transform.column].unchanged.lanes, decay: decay)
      for coefficient in z.indices {
        for month in 0..<known {
          z[coefficient][month] += transform.unchanged[coefficient][month] - unchanged[coefficient][offset + month]
        }
      }
    }
    return DriverDeviations(byCoefficient: z).entering(timing)
  }

  private static func subtract(_ unchanged: [Double], from values: inout [Lanes]) {
    for month in unchanged.indices { values[month] -= unchanged[month] }
  }
}
