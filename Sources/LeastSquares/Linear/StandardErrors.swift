/// How the standard errors of a fit are estimated.
public enum StandardErrors: String, Sendable, Equatable, CaseIterable, Codable {
  /// Innovations are independent and of equal variance.
  case classical
  /// Variances may differ (HC3).
  case hc3
  /// Variances may differ and innovations may be correlated in time (Bartlett kernel, lags by the rule of Lazarus et al. 2018,
  /// with t statistics that allow for them).
  case neweyWest = "newey-west"

  /// The estimator of the covariance.
  public var estimator: CovarianceEstimator {
    switch self {
    case .classical: .classical
    case .hc3: .hc3
    case .neweyWest: .neweyWest(lag: .fixedShare, smallSample: false)
    }
  }
}
