import LeastSquares

/// The state after the last figure for given parameters: a level and the expected errors of future months,
/// each minus the contributions of the linear coefficients.
struct LastState {
  /// ln U of the last month, centred.
  let level: Double
  /// The expected errors, one per month.
  let errors: [Double]
  /// By coefficient, the contribution of one unit to the level.
  let linearLevels: [Double]
  /// By coefficient, the contribution of one unit to the errors.
  let linearErrors: [[Double]]

  /// - Parameters:
  ///   - filtered: the result of the equation's filter.
  ///   - equation: the equation of that filter.
  ///   - parameters: all coefficients.
  ///   - months: the horizon.
  init(_ filtered: KalmanFilter.Workspace, _ equation: GrowthRegression, _ parameters: [Double], months: Int) {
    let window = equation.specification.timing.window
    let process = equation.specification.errorProcess(parameters)
    let final = filtered.finalStates
    func errors(_ column: Int) -> [Double] {
      guard final.rows > window, let process else { return [Double](repeating: 0, count: months) }
      return process.continuation(of: Array(final.column(column)[window...]), count: months)
    }
    var levels = [Double](repeating: 0, count: parameters.count)
    var linear = [[Double]](repeating: [Double](repeating: 0, count: months), count: parameters.count)
    for (column, position) in equation.linearPositions.enumerated() {
      levels[position] = final[0, column + 1]
      linear[position] = errors(column + 1)
    }
    level = final[0, 0]
    self.errors = errors(0)
    linearLevels = levels
    linearErrors = linear
  }
}
