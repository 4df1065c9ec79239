extension KalmanFilter {
  /// Where every level is observed and errors are about a level that drifts from 0, an innovation is an error minus that level,
  /// and every innovation has unit variance.
  func drift(
    _ process: ARMAProcess, _ inputs: Matrix, _ observations: [Double], into workspace: inout Workspace
  ) -> Bool {
    guard process.isAdmissible, let theta = process.ma.first else { return false }
    let share = 1 + theta
    let steps = steps
    workspace.grow(observations: observed.count, states: 3, series: inputs.columns)
    workspace.clearFinalCovariance(states: 3)
    for step in workspace.logVariances.indices { workspace.logVariances[step] = 0 }
    for column in 0..<inputs.columns {
      // The error of a regressor is that of an observed 0; its innovation is written with the opposite sign.
      let sign = column == 0 ? 1.0 : -1
      let start = steps * column
      var level = 0.0
      var last = (error: 0.0, innovation: 0.0)
      for t in 0..<steps {
        let known = column == 0 ? observations[t + 1] - observations[t] : 0
        last.error = known - inputs.elements[start + t]
        last.innovation = last.error - level
        level += share * last.innovation
        workspace.whitened.elements[start + t] = sign * last.innovation
      }
      workspace.finalStates.elements[3 * column] = column == 0 ? observations[steps] : 0
      workspace.finalStates.elements[1 + 3 * column] = last.error
      workspace.finalStates.elements[2 + 3 * column] = theta * last.innovation
    }
    return true
  }
}
