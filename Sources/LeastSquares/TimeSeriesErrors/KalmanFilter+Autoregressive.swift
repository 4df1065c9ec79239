import RealModule

extension KalmanFilter {
  /// Where every level is observed, the errors are known, and autoregressive errors need no filter: an innovation is an
  /// error minus its prediction from the errors before it.
  func difference(
    _ process: AutoregressiveProcess, states: Int, _ inputs: Matrix, _ observations: [Double],
    into workspace: inout Workspace
  ) -> Bool {
    guard let starts = process.startingPredictors else { return false }
    let steps = steps
    let phi = process.coefficients
    let p = phi.count
    let series = inputs.columns
    let m = 1 + max(p, states)
    workspace.grow(observations: observed.count, states: m, series: series)
    workspace.clearFinalCovariance(states: m)
    for step in 0..<p { workspace.logVariances[step] = .log(starts[step].variance) }
    for step in p..<max(p, steps) { workspace.logVariances[step] = 0 }
    var response = [Double](repeating: 0, count: steps)
    for t in 0..<steps { response[t] = observations[t + 1] - observations[t] - inputs.elements[t] }
    // Bounded: the whitened errors are steps × series, since every step is observed; so are the inputs, which the caller has
    // checked; p ≤ steps; the predictor of step t < p has t coefficients.
    for column in 0..<series {
      let start = steps * column
      unsafe workspace.whitened.elements.withUnsafeMutableBufferPointer { whitened in
        unsafe (column == 0 ? response : inputs.elements).withUnsafeBufferPointer { errors in
          for t in 0..<steps { unsafe whitened[start + t] = errors[start + t] }
          for j in 0..<p {
            let coefficient = phi[j]
            for t in p..<max(p, steps) { unsafe whitened[start + t] -= coefficient * errors[start + t - 1 - j] }
          }
          for t in 0..<p {
            for (j, coefficient) in starts[t].coefficients.enumerated() {
              unsafe whitened[start + t] -= coefficient * errors[start + t - 1 - j]
            }
            unsafe whitened[start + t] /= .sqrt(starts[t].variance)
          }
        }
      }
      // The level, the last error, and the future effect of earlier errors; for a regressor, those of an observed 0.
      func error(_ t: Int) -> Double { column == 0 ? response[t] : -inputs.elements[start + t] }
      workspace.finalStates.elements[m * column] = column == 0 ? observations[steps] : 0
      for i in 1..<max(1, m) {
        var sum = i == 1 && steps > 0 ? error(steps - 1) : 0
        if i > 1 { for j in (i - 1)..<p { sum += phi[j] * error(steps + i - j - 3) } }
        workspace.finalStates.elements[i + m * column] = sum
      }
    }
    return true
  }
}
