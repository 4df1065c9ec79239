import LeastSquares

/// A growth equation linearised at its solution; the covariance of all its coefficients follows from it.
struct LinearisedRegression {
  /// All coefficients, for centred y.
  var parameters: [Double]
  /// ln G of the whitening, which scales the rows.
  var logScale: Double
  /// A column for each linear coefficient, then for each that was searched (the errors by their u); rows of data, then of
  /// priors.
  let design: Matrix
  /// The response, minus the contribution of searched coefficients if there are any.
  let response: [Double]
  /// The fit by robust weights that gave the coefficients; nil for least squares.
  var robust: RobustFit?
  /// Whether the steps with robust weights came to rest.
  var converged = true
}
