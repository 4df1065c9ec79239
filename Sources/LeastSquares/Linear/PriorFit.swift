/// A least-squares fit to data and priors together.
public struct PriorFit: Sendable, Equatable {
  /// The mean of the posterior, length p.
  public let coefficients: [Double]
  /// Its covariance, σ²(X'WX + σ²S⁻²)⁻¹, p × p.
  public let covariance: Matrix
  /// y − Xβ̂ of the data, length n.
  public let residuals: [Double]
  /// σ as given or estimated.
  public let sigma: Double
  /// For each coefficient with a prior of its own, the share of the data in its precision, 0 … 1; 1 without a prior.
  public let dataShares: [Double]
  /// Σ hᵢ of the data rows: the number of parameters that the data determine.
  public let effectiveParameters: Double
}
