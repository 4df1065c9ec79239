/// A least-squares fit with lower and upper bounds on the coefficients.
public struct BoundedFit: Sendable, Equatable {
  /// Where a coefficient ended.
  public enum State: Sendable, Equatable {
    /// Strictly between its bounds, where its gradient is zero.
    case free
    /// At its lower bound, from which the data would push it further down (or where lower and upper bound agree).
    case atLower
    /// At its upper bound, from which the data would push it further up.
    case atUpper
  }

  /// β̂, length p.
  public let coefficients: [Double]
  /// Where each ended, length p.
  public let states: [State]
  /// y − Xβ̂, length n.
  public let residuals: [Double]
  /// The ordinary fit of the free columns to what the bounded ones leave; nil if none is free.
  ///
  /// Its standard errors are conditional on the others standing at their bounds. A coefficient at a bound has no
  /// standard error, and none is made up.
  public let freeFit: LinearFit?
}
