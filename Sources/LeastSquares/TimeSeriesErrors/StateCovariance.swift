import RealModule

/// The covariance P of the state of a ``KalmanFilter`` for innovations of unit variance, step by step.
///
/// Before the first observation the level is diffuse: P is what is uncertain beside it, and `direction` what the unknown first
/// level does to the state.
struct StateCovariance {
  let transition: StateTransition
  /// P, m × m.
  private(set) var elements: [Double]
  private var direction: [Double]
  /// R: what an innovation does to the state.
  private let noise: [Double]
  private var row: [Double]
  private var cross: [Double]

  /// The start; nil where the process is not stationary.
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
      guard let stationary = process.stationaryCovariance() else { return nil }
      let states = m - w
      for i in 0..<states {
        for j in 0..<states { elements[w + i + m * (w + j)] = stationary[i + states * j] }
        noise[w + i] = process.theta(i)
      }
    }
    self.noise = noise
  }

  /// P ← T P T' + R R'; the direction of the unknown level moves with it while it is unknown.
  mutating func advance(persistence: Double, isDiffuse: Bool) {
    // A copy, for the state is written while it is read.
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

  /// Takes in the first observation, which is used up by the unknown level: K = A/(Z A), P ← (I − K Z) P (I − K Z)'.
  ///
  /// - Parameter gains: K, in its first m places.
  /// - Returns: false where the observation says nothing of the level.
  mutating func start(_ gains: inout [Double]) -> Bool {
    let (w, m) = (transition.window, transition.states)
    let variance = observe()
    var seen = 0.0
    for lag in 0..<w { seen += direction[lag] / Double(w) }
    guard seen != 0, seen.isFinite else { return false }
    for i in 0..<m { gains[i] = direction[i] / seen }
    for i in 0..<m {
      for j in 0..<m {
        elements[i + m * j] += gains[i] * gains[j] * variance - gains[i] * cross[j] - cross[i] * gains[j]
      }
    }
    clearKnownLevel()
    return true
  }

  /// Takes in a later observation: K = P Z'/F, P ← P − K F K'.
  ///
  /// - Parameters:
  ///   - gains: K, in the m places from `start` on.
  ///   - start: m times the number of the observation.
  /// - Returns: F, the variance of its innovation; nil where it is not above 0.
  mutating func narrow(_ gains: inout [Double], from start: Int) -> Double? {
    let m = transition.states
    let variance = observe()
    guard variance > 0, variance.isFinite else { return nil }
    for i in 0..<m { gains[start + i] = cross[i] / variance }
    for i in 0..<m { for j in 0..<m { elements[i + m * j] -= cross[i] * cross[j] / variance } }
    clearKnownLevel()
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

  /// A level that is observed is known; rounding shall not say otherwise.
  private mutating func clearKnownLevel() {
    guard transition.window == 1 else { return }
    let m = transition.states
    for i in 0..<m {
      elements[m * i] = 0
      elements[i] = 0
    }
  }
}
