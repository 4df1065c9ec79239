/// A least-squares fit with lower and upper bounds on the coefficients.
public struct BoundedFit: Sendable, Equatable {
  /// Where a coefficient ended.
  public enum State: Sendable, Equatable {
    /// Strictly between its bounds, where its gradient is zero.
    case free
    /// At its lower bound, below which the data would push it (or where lower and upper bound agree).
    case atLower
    /// At its upper bound, above which the data would push it.
    case atUpper
  }

  /// β̂, length p.
  public let coefficients: [Double]
  /// Where each coefficient ended, length p.
  public let states: [State]
  /// y − Xβ̂, length n.
  public let residuals: [Double]
  /// The ordinary fit of the free columns to what the columns at bounds leave unexplained; nil if none is free.
  ///
  /// Its standard errors are conditional on the others staying at their bounds. A coefficient at a bound has no
  /// standard error, and none is invented.
  public let freeFit: LinearFit?
}
