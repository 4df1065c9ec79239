/// One step of the state (y_t, …, y_{t−w+1}, state of the ARMA process): s ← T s.
struct StateTransition: Sendable {
  /// w, the number of levels in the state.
  let window: Int
  /// φ of the process.
  let phi: [Double]
  /// m, the length of the state.
  let states: Int

  init(window: Int, process: ARMAProcess?) {
    self.window = window
    phi = process?.ar ?? []
    states = window + (process?.states ?? 0)
  }

  /// Moves the m numbers from `start` on by one step, the level by `persistence`. Bounded by the callers: there are m numbers
  /// from there on.
  @inline(__always)
  func advance(_ state: inout MutableSpan<Double>, from start: Int, persistence: Double) {
    // Cannot trap: every state is that of one column with `states` elements from `start` on, and states ≥ window ≥ 1.
    var error = 0.0
    if states > window {
      let first = unsafe state[unchecked: start + window]
      for i in window..<states {
        let following = i + 1 < states ? unsafe state[unchecked: start + i + 1] : 0
        unsafe state[unchecked: start + i] = (i - window < phi.count ? phi[i - window] * first : 0) + following
      }
      error = unsafe state[unchecked: start + window]
    }
    var lag = window - 1
    while lag > 0 {
      unsafe state[unchecked: start + lag] = state[unchecked: start + lag - 1]
      lag -= 1
    }
    unsafe state[unchecked: start] = persistence * state[unchecked: start] + error
  }
}
