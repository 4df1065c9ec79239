import LeastSquares
import RealModule
import Series

/// A model of growth in which nothing is left open, and its estimate without regard to the signs of effects.
struct GrowthCandidate {
  let specification: ModelSpecification
  let equation: GrowthRegression
  private(set) var estimate: GrowthEstimate
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

  /// The same with standard errors, of all coefficients but those of the errors, that allow for its choice by AICc: from
  /// Σ w (s² + (β − β̂)²), with s and β of every candidate and its Akaike weight w.
  ///
  /// Source: S. T. Buckland, K. P. Burnham and N. H. Augustin, *Model selection: an integral part of inference*, Biometrics 53 (1997), 603.
  func allowing(forChoiceAmong candidates: [GrowthCandidate]) -> GrowthCandidate {
    let own = estimate.estimate
    let errors = own.standardErrors
    let least = estimate.criteria.aicc
    var (weights, sums) = (0.0, [Double](repeating: 0, count: specification.errorIndices.lowerBound))
    for candidate in candidates {
      let other = candidate.estimate.estimate
      let weight = Double.exp((least - candidate.estimate.criteria.aicc) / 2)
      weights += weight
      for (index, error) in other.standardErrors.prefix(sums.count).enumerated() {
        let distance = other.values[index] - own.values[index]
        sums[index] += weight * (error * error + distance * distance)
      }
    }
    var result = self
    result.estimate.estimate = own.scaled(
      own.values.indices.map { index in
        index < sums.count && errors[index] > 0 ? .sqrt(sums[index] / weights) / errors[index] : 1
      })
    return result
  }

  /// Whether the moving average of the errors is at the border of invertibility.
  var isAtBorderOfInvertibility: Bool {
    specification.errorProcess(estimate.estimate.values)?.isAtBorderOfInvertibility ?? false
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
