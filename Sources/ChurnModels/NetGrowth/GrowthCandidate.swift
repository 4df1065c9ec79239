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

  /// Whether the restricted likelihood of a baseline that drifts is higher at some drift, small, moderate or large, than without.
  ///
  /// - Parameters: those of ``init(_:_:_:_:)``.
  /// - Returns: true also where some parameter is nonlinear, so that this does not follow from a few evaluations.
  static func hasSignOfDrift(
    _ specification: ModelSpecification, _ mau: MonthlyColumn, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws -> Bool {
    guard let index = specification.driftIndex else { return false }
    var estimation = GrowthEstimator(
      try GrowthRegression(specification, mau, columns: columns, references: references), specification.standardErrors)
    guard estimation.nonlinear.isEmpty, estimation.priors.isEmpty, specification.figureError == nil else { return true }
    var parameters = [Double](repeating: 0, count: specification.coefficientNames.count)
    func logLikelihood(_ drift: Double) -> Double {
      parameters[index] = drift
      return estimation.likelihood(&parameters, sigma: 0).restricted
    }
    let without = logLikelihood(0)
    return [0.003, 0.03, 0.15, 0.5].contains { logLikelihood($0) > without }
  }

  /// Whether neighbouring innovations are correlated enough for AR(1) errors to be chosen: n r² is about twice the logarithm of
  /// the likelihood ratio, and below a third of what is needed there is no sign.
  var hasSignOfCorrelation: Bool {
    let innovations = estimate.innovations
    let squares = innovations.reduce(0) { $0 + $1 * $1 }
    let products = zip(innovations, innovations.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    return Double(innovations.count) * (products / squares) * (products / squares) > NetGrowth.medianOfRatio / 3
  }
}
