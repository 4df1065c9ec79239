import RealModule

/// The covariance P of the state of a ``KalmanFilter`` for innovations of unit variance, step by step.
///
/// Before the first observation the level is diffuse: P is the uncertainty apart from it, and `direction` is the effect
/// of the unknown first level on the state.
struct StateCovariance {
  let transition: StateTransition
  /// P, m × m.
  private(set) var elements: [Double]
  private var direction: [Double]
  /// R: the effect of an innovation on the state.
  private let noise: [Double]
  private var row: [Double]
  private var cross: [Double]

  /// The initial covariance; nil where the process is not stationary.
  init?(_ process: ARMAProcess?, _ transition: StateTransition) {
    self.transition = transition
    let (w, m) = (transition.window, transition.states)
    elements = [Double](repeating: 0, count: m * m)
    row = [Double](repeating: 0, count: m)
    cross = row
    direction = row
    direction[0] = 1
    var noise = row
    noise[0] = 1
    if let process {
      guard let starting = process.startingCovariance() else { return nil }
      let states = m - w
      for i in 0..<states {
        for j in 0..<states { elements[w + i + m * (w + j)] = starting[i + states * j] }
        noise[w + i] = process.theta(i)
      }
    }
    self.noise = noise
  }

  /// P ← T P T' + R R'; the direction of the unknown level moves with it while it is unknown.
  mutating func advance(persistence: Double, isDiffuse: Bool) {
    // A copy, because the state is written while it is read.
    let transition = transition
    let m = transition.states
    if m == 1 {
      elements[0] = persistence * persistence * elements[0] + 1
    } else {
      var columns = elements.mutableSpan
      for column in 0..<m { transition.advance(&columns, from: m * column, persistence: persistence) }
      for i in 0..<m {
        for j in 0..<m { row[j] = elements[i + m * j] }
        var moved = row.mutableSpan
        transition.advance(&moved, from: 0, persistence: persistence)
        for j in 0..<m { elements[i + m * j] = row[j] + noise[i] * noise[j] }
      }
    }
    guard isDiffuse else { return }
    var moved = direction.mutableSpan
    transition.advance(&moved, from: 0, persistence: persistence)
  }

  /// Updates with the first observation, which determines the unknown level: K = A/(Z A), P ← (I − K Z) P (I − K Z)' + r K K', r the
  /// variance of the observation.
  ///
  /// - Parameters:
  ///   - gains: K, in its first m places.
  ///   - noise: the variance of the observation about the level; nil for an exact one.
  /// - Returns: false where the observation says nothing about the level.
  mutating func start(_ gains: inout [Double], noise: Double?) -> Bool {
    let (w, m) = (transition.window, transition.states)
    let variance = observe() + (noise ?? 0)
    var seen = 0.0
    for lag in 0..<w { seen += direction[lag] / Double(w) }
    guard seen != 0, seen.isFinite else { return false }
    for i in 0..<m { gains[i] = direction[i] / seen }
    for i in 0..<m {
      for j in 0..<m {
        elements[i + m * j] += gains[i] * gains[j] * variance - gains[i] * cross[j] - cross[i] * gains[j]
      }
    }
    if noise == nil { clearKnownLevel() }
    return true
  }

  /// Updates with a later observation: K = P Z'/F, P ← P − K F K', F = Z P Z' + r.
  ///
  /// - Parameters:
  ///   - gains: K, in the m places from `start` on.
  ///   - start: m times the index of the observation.
  ///   - noise: the variance of the observation about the level; nil for an exact one.
  /// - Returns: F, the variance of its innovation; nil where it is not above 0.
  mutating func narrow(_ gains: inout [Double], from start: Int, noise: Double?) -> Double? {
    let m = transition.states
    let variance = observe() + (noise ?? 0)
    guard variance > 0, variance.isFinite else { return nil }
    for i in 0..<m { gains[start + i] = cross[i] / variance }
    for i in 0..<m { for j in 0..<m { elements[i + m * j] -= cross[i] * cross[j] / variance } }
    if noise == nil { clearKnownLevel() }
    return variance
  }

  /// P Z' into `cross`; returns Z P Z'.
  private mutating func observe() -> Double {
    let (w, m) = (transition.window, transition.states)
    for i in 0..<m {
      var sum = 0.0
      for lag in 0..<w { sum += elements[i + m * lag] }
      cross[i] = sum / Double(w)
    }
    var variance = 0.0
    for lag in 0..<w { variance += cross[lag] / Double(w) }
    return variance
  }

  /// An observed level is known exactly; rounding must not make it uncertain.
  private mutating func clearKnownLevel() {
    guard transition.window == 1 else { return }
    let m = transition.states
    for i in 0..<m {
      elements[m * i] = 0
      elements[i] = 0
    }
  }
}
