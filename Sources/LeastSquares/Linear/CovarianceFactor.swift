/// A factor of the covariance of the coefficients of a fit, and how sure that covariance itself is.
public struct CovarianceFactor: Sendable, Equatable {
  /// F with F F' = covariance/σ̂², p × p.
  public let factor: Matrix
  /// The degrees of freedom of the t statistic of each coefficient.
  ///
  /// n − p; with ``CovarianceEstimator/NeweyWestLag/fixedShare`` those of a χ² whose relative variance is that of the estimated variance,
  /// where they are fewer.
  public let freedom: [Double]
  /// Whether a row of leverage 1 determines a coefficient.
  public let hasSingleRows: Bool
}
