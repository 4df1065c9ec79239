import LeastSquares

/// A growth equation made linear at its solution: from it follows the covariance of all its coefficients.
struct LinearisedRegression {
  /// All coefficients, for centred y.
  var parameters: [Double]
  /// ln G of the whitening, which scales the rows.
  var logScale: Double
  /// A column for each linear coefficient, then for each that was searched (the errors by their u); rows of data, then of
  /// priors.
  let design: Matrix
  /// The response; what the searched coefficients leave of it where there are some.
  let response: [Double]
  /// The fit by robust weights that gave the coefficients; nil for least squares.
  var robust: RobustFit?
}
