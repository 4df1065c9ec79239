import LeastSquares

/// A ``GrowthRegression`` whitened at given parameters, in storage that the next ones use again.
struct WhitenedRegression {
  /// v/√F of the regressors.
  var design: Matrix
  /// v/√F of the response.
  var response: [Double]
  /// ln G, the mean of ln F.
  var logScale = 0.0
  /// What the filter leaves after the last observation.
  var filtered = KalmanFilter.Workspace()
  /// What the filter takes in: of the response, then of the regressors.
  var inputs: Matrix
  /// Whether the inputs hold the regressors that no parameter changes.
  var isFilled = false

  /// Storage for so many innovations and regressors from so many months.
  init(rows: Int, columns: Int, months: Int) {
    design = Matrix(rows: rows, columns: columns)
    response = [Double](repeating: 0, count: rows)
    inputs = Matrix(rows: months, columns: 1 + columns)
  }
}
