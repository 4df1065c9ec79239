import Drivers
import Sampling
import Series

/// The path of a raw column or an upstream quantity in one scenario.
final class ScenarioPath: Sendable {
  /// The path without upstream quantities, from ``ScenarioColumn/first`` on.
  let values: [Double]
  /// How draws differ; nil if they do not.
  let randomness: DriverRandomness?
  /// The first month of the path that is drawn: its own first change, or the month after the base.
  let firstDrawn: Int
  /// Draws along the path; nil where draws do not differ, or come from a forecast.
  let sampler: DriverSampler?
  /// Where draws come from a forecast.
  let continuation: Continuation?

  /// The changes of a scenario to a driver that otherwise goes on as its history suggests.
  struct Continuation: Sendable {
    /// The forecast among those of the column.
    let forecast: Int
    /// What happened before the forecast, where the base is in the past.
    let recorded: [Double]
    let changes: DriverPath
    /// The month after the history that cannot change.
    let start: Month
    /// The last level of that history.
    let level: Double

    /// A draw of the forecast, changed.
    func changed<Value: DriverValue>(_ draw: [Value]) -> [Value] {
      var path = recorded.map { Value(repeating: $0) } + draw
      changes.apply(to: &path, from: start, after: level)
      return path
    }
  }

  init(values: [Double], randomness: DriverRandomness?, firstDrawn: Int, continuation: Continuation? = nil) {
    self.firstDrawn = firstDrawn
    self.continuation = continuation
    let level = randomness?.ownLevel
    let values = values.enumerated().map { $0 < firstDrawn ? $1 : level ?? $1 }
    self.values = values
    self.randomness = randomness
    if case .forecast = randomness {
      sampler = nil
    } else {
      sampler = randomness.map { DriverSampler($0, path: values) }
    }
  }

  /// The level at the horizon.
  var end: Double { values[values.count - 1] }

  /// Whether draws differ by normal deviates.
  var needsNormals: Bool { sampler != nil }

  /// The values in every lane.
  var lanes: [Lanes] { values.map { Lanes(repeating: $0) } }
}
