import RealModule

extension KalmanFilter {
  /// Gains and variances, which no observation changes.
  ///
  /// - Returns: false where the process is not stationary or a variance is not positive.
  func findGains(
    _ persistence: [Double], _ process: ARMAProcess?, _ transition: StateTransition, _ noise: [Double],
    into workspace: inout Workspace
  ) -> Bool {
    guard var covariance = StateCovariance(process, transition) else { return false }
    let m = transition.states
    workspace.growGains(observations: observed.count, states: m)
    var next = 0
    for step in 0...steps {
      if step > 0 {
        let rho = persistence.count == 1 ? persistence[0] : persistence[step - 1]
        covariance.advance(persistence: rho, isDiffuse: next == 0)
      }
      guard observed[next] == step else { continue }
      if next == 0 {
        guard covariance.start(&workspace.gains, noise: noise.first) else { return false }
      } else {
        guard
          let variance = covariance.narrow(&workspace.gains, from: m * next, noise: noise.isEmpty ? nil : noise[next])
        else { return false }
        workspace.roots[next] = 1 / .sqrt(variance)
        workspace.logVariances[next - 1] = .log(variance)
      }
      next += 1
      // Where every step is observed, gains soon stop changing.
      if isEveryStepObserved, persistence.count == 1, noise.isEmpty, next > 2, workspace.isSettled(next - 1, m) {
        workspace.repeatGains(from: next, m)
        break
      }
    }
    workspace.finalCovariance = Matrix(rows: m, columns: m, elements: covariance.elements)
    return true
  }
}

extension KalmanFilter.Workspace {
  /// Whether an observation has the gains of the previous one, to rounding.
  fileprivate func isSettled(_ index: Int, _ m: Int) -> Bool {
    guard abs(roots[index] - roots[index - 1]) <= 1e-15 * roots[index] else { return false }
    for i in 0..<m where abs(gains[i + m * index] - gains[i + m * (index - 1)]) > 1e-15 { return false }
    return true
  }

  /// Gives all observations from `first` on the gains of the one before it.
  fileprivate mutating func repeatGains(from first: Int, _ m: Int) {
    for later in first..<max(first, roots.count) {
      for i in 0..<m { gains[i + m * later] = gains[i + m * (first - 1)] }
      roots[later] = roots[first - 1]
      logVariances[later - 1] = logVariances[first - 2]
    }
  }
}
