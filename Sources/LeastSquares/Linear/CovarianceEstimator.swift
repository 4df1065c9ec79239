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
    /// and for residuals being smaller than errors, with errors of first-order autocorrelation; see ``CovarianceFactor/freedom``.
    ///
    /// The small-sample factor is not used.
    ///
    /// Source: E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson, Journal of Business & Economic Statistics 36 (2018), 541, rule (3).
    case fixedShare
  }
}
