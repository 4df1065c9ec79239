import LeastSquares

/// What the first stage says about one series: estimates of its effects and how far they can be trusted.
///
/// b ~ N(β, σ² C) and ν s² / σ² ~ χ²(ν), with β the true effects of the series and C = (X'X)⁻¹ in a regression.
public struct PooledEstimate: Sendable, Equatable {
  /// b, the estimated effects, length k.
  public let effects: [Double]
  /// C, k × k: the covariance of b for a residual variance of 1.
  public let unscaledCovariance: Matrix
  /// s², the residual variance of the series; 1 where the covariance is known.
  public let residualVariance: Double
  /// ν, the degrees of freedom of s²; ∞ where the covariance is known.
  public let degreesOfFreedom: Double
  /// log |C|.
  let logDeterminant: Double

  /// An estimate by least squares.
  ///
  /// - Parameters:
  ///   - effects: b, 1 to 8 finite numbers, the same effects in the same order for every series.
  ///   - unscaledCovariance: C, the rows and columns of (X'X)⁻¹ that belong to the effects; positive definite.
  ///   - residualVariance: s² > 0.
  ///   - degreesOfFreedom: ν ≥ 0.01.
  /// - Throws: ``PoolingError`` for numbers that are not as stated.
  public init(
    effects: [Double], unscaledCovariance: Matrix, residualVariance: Double, degreesOfFreedom: Double
  ) throws(PoolingError) {
    guard (1...8).contains(effects.count) else { throw .badNumberOfEffects(effects.count) }
    if let position = effects.firstIndex(where: { !$0.isFinite }) {
      throw .effectNotFinite(position: position, value: effects[position])
    }
    guard unscaledCovariance.rows == effects.count, unscaledCovariance.columns == effects.count else {
      throw .badShape(
        rows: unscaledCovariance.rows, columns: unscaledCovariance.columns, effects: effects.count)
    }
    guard residualVariance > 0, residualVariance.isFinite else { throw .badVariance(residualVariance) }
    guard degreesOfFreedom >= 0.01 else { throw .badFreedom(degreesOfFreedom) }
    guard unscaledCovariance.elements.allSatisfy(\.isFinite),
      let inverse = SymmetricInverse(unscaledCovariance), inverse.logDeterminant.isFinite
    else { throw .badCovariance }
    self.effects = effects
    self.unscaledCovariance = unscaledCovariance
    self.residualVariance = residualVariance
    self.degreesOfFreedom = degreesOfFreedom
    logDeterminant = inverse.logDeterminant
  }

  /// An estimate whose covariance is taken as known.
  ///
  /// - Parameters:
  ///   - effects: b, 1 to 8 finite numbers.
  ///   - covariance: V, k × k, positive definite.
  /// - Throws: ``PoolingError`` for numbers that are not as stated.
  public init(effects: [Double], covariance: Matrix) throws(PoolingError) {
    try self.init(
      effects: effects, unscaledCovariance: covariance, residualVariance: 1, degreesOfFreedom: .infinity)
  }

  /// V = s² C, the covariance of the effects as the series itself estimates it.
  public var covariance: Matrix { unscaledCovariance.scaled(by: residualVariance) }
}
