/// How the covariance of the coefficients is estimated.
public enum CovarianceEstimator: Sendable, Equatable {
  /// σ̂²(X'WX)⁻¹: independent errors of one variance.
  case classical
  /// White (1980): independent errors of any variance.
  case hc0
  /// HC0 times n/(n − p).
  case hc1
  /// Squared residuals divided by 1 − h (Horn, Horn and Duncan 1975).
  case hc2
  /// Squared residuals divided by (1 − h)² (Davidson and MacKinnon 1993), close to the jackknife.
  case hc3
  /// Newey and West (1987): Bartlett weights 1 − j/(L + 1) up to lag L; the rows must be in time order.
  ///
  /// The small-sample factor is n/(n − p).
  case neweyWest(lag: NeweyWestLag, smallSample: Bool)
  /// Errors correlated within clusters only: one label per row; Liang and Zeger (1986).
  ///
  /// The small-sample factor is G/(G − 1)·(n − 1)/(n − p) for G clusters.
  case cluster([Int], smallSample: Bool)

  /// The number of lags of a Newey–West covariance.
  public enum NeweyWestLag: Sendable, Equatable {
    /// A given L.
    case lags(Int)
    /// L chosen from the data; see ``LinearFit/automaticLag(design:weights:)``.
    case automatic
    /// L + 1 = ⌈1.3 √n⌉, long enough for the errors of short series, and a covariance and t statistics that allow for it being long
    /// ("fixed b"); see ``CovarianceEstimator/testFreedom(observations:parameters:)``.
    case fixedShare
  }

  /// b = (L + 1)/n of ``NeweyWestLag/fixedShare``.
  ///
  /// Source: E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson, Journal of Business & Economic Statistics 36 (2018), 541, rule (3).
  static func fixedShare(_ observations: Int) -> Double {
    (1.3 * Double(observations).squareRoot()).rounded(.up) / Double(max(1, observations))
  }

  /// The degrees of freedom of t statistics.
  ///
  /// n − p; with ``NeweyWestLag/fixedShare`` 1.5/b if that is less: those of a χ² with the mean, 1 − b + b²/3, and to first order the
  /// variance, 4b/3, of a Bartlett estimate whose lags are a share b of the observations. Up to b = 0.3, 97.5 % points of t are
  /// within 5 % of those of Kiefer and Vogelsang.
  ///
  /// Source: N. M. Kiefer and T. J. Vogelsang, Econometric Theory 21 (2005), 1130, table 1.
  ///
  /// - Parameters:
  ///   - observations: n.
  ///   - parameters: p.
  /// - Returns: at least 1 where n − p is.
  public func testFreedom(observations: Int, parameters: Int) -> Double {
    let rest = Double(observations - parameters)
    guard case .neweyWest(.fixedShare, _) = self else { return rest }
    return min(rest, max(1, 1.5 / Self.fixedShare(observations)))
  }
}
