import LeastSquares

/// A ``GrowthRegression`` whitened at given parameters, in reused storage.
struct WhitenedRegression {
  /// v/√F of the regressors.
  var design: Matrix
  /// v/√F of the response.
  var response: [Double]
  /// ln G, the mean of ln F.
  var logScale = 0.0
  /// The filter's state after the last observation.
  var filtered = KalmanFilter.Workspace()
  /// The inputs of the filter: for the response, then for the regressors.
  var inputs: Matrix
  /// Whether the inputs already contain the regressors that no parameter changes.
  var isFilled = false

  /// Storage for a number of innovations, regressors and months.
  init(rows: Int, columns: Int, months: Int) {
    design = Matrix(rows: rows, columns: columns)
    response = [Double](repeating: 0, count: rows)
    inputs = Matrix(rows: months, columns: 1 + columns)
  }
}
