import LeastSquares
import Series

/// A model of growth in which nothing is left open, and its estimate without regard to the signs of effects.
struct GrowthCandidate {
  let specification: ModelSpecification
  let equation: GrowthRegression
  let estimate: GrowthEstimate
  /// The highest restricted log-likelihood of a baseline that drifts, up to a constant; nil for other baselines.
  private let driftLogLikelihood: Double?

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
    let equation = try GrowthRegression(specification, mau, columns: columns, references: references)
    try self.init(GrowthEstimator(equation, specification.standardErrors))
  }

  private init(_ estimation: consuming GrowthEstimator) throws(LeastSquaresError) {
    specification = estimation.equation.specification
    estimate = try estimation.solve()
    equation = estimation.equation
    driftLogLikelihood = estimation.drift?.restrictedLogLikelihood
  }

  /// The restricted log-likelihood at the estimate of the errors, up to a constant; for a baseline that drifts, its maximum.
  func restrictedLogLikelihood() -> Double {
    if let driftLogLikelihood { return driftLogLikelihood }
    var values = equation.centred(estimate.estimate.values)
    var estimation = GrowthEstimator(equation, specification.standardErrors)
    return estimation.likelihood(&values, sigma: estimate.estimate.sigma).restricted
  }

  /// Fits a model with a baseline that drifts, where its restricted likelihood is higher at some drift, small, moderate or large,
  /// than without.
  ///
  /// - Parameters: those of ``init(_:_:_:_:)``.
  /// - Returns: nil where it is not, or the model cannot be fitted. It is fitted anyway where some parameter is nonlinear, so that
  ///   nothing follows from a few evaluations.
  /// - Throws: ``DriverError`` when a driver is unknown in a month.
  static func drifting(
    _ specification: ModelSpecification, _ mau: MonthlyColumn, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws -> GrowthCandidate? {
    var estimation = GrowthEstimator(
      try GrowthRegression(specification, mau, columns: columns, references: references), specification.standardErrors)
    if estimation.nonlinear.isEmpty, estimation.priors.isEmpty, specification.figureError == nil {
      let parameters = [Double](repeating: 0, count: specification.coefficientNames.count)
      let found = estimation.driftLikelihoods([0, 0.003, 0.03, 0.15, 0.5], parameters, sigma: 0)
      guard found.dropFirst().contains(where: { $0.restricted > found[0].restricted }) else { return nil }
    }
    return try? GrowthCandidate(estimation)
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
