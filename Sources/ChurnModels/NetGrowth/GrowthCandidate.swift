import LeastSquares
import Series

/// A model of growth in which nothing is left open, and its estimate without regard to the signs of effects.
struct GrowthCandidate {
  let specification: ModelSpecification
  let equation: GrowthRegression
  let estimate: GrowthEstimate
  /// The restricted log-likelihood at the estimate of the errors, up to a constant; for a baseline that drifts, its maximum.
  let restrictedLogLikelihood: Double

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - specification: the model, with baseline and errors decided.
  ///   - mau: the figures.
  ///   - columns: the raw columns by driver.
  ///   - references: the reference level of each driver.
  /// - Throws: ``LeastSquaresError`` when it cannot be estimated; ``DriverError`` when a driver is unknown in a month.
  init(
    _ specification: ModelSpecification, _ mau: MonthlyColumn, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws {
    self.specification = specification
    var estimation = GrowthEstimator(
      try GrowthRegression(specification, mau, columns: columns, references: references), specification.standardErrors)
    estimate = try estimation.solve()
    equation = estimation.equation
    var values = equation.centred(estimate.estimate.values)
    restrictedLogLikelihood =
      estimation.drift?.restrictedLogLikelihood
      ?? estimation.likelihood(&values, sigma: estimate.estimate.sigma).restricted
  }
}
