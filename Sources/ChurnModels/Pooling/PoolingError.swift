/// Why effects cannot be pooled. The description is one message for users.
public enum PoolingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Fewer series than a pool needs.
  case tooFewSeries(Int)
  /// An estimate without effects, or with more than eight.
  case badNumberOfEffects(Int)
  /// Estimates of different numbers of effects.
  case differentEffects(expected: Int, found: Int)
  /// A covariance whose shape does not fit the effects.
  case badShape(rows: Int, columns: Int, effects: Int)
  /// An effect that is not finite.
  case effectNotFinite(position: Int, value: Double)
  /// A covariance that is not positive definite.
  case badCovariance
  /// A residual variance that is not positive and finite.
  case badVariance(Double)
  /// Degrees of freedom that are not positive.
  case badFreedom(Double)
  /// A residual variance common to all series is requested, but none of the estimates says how its own was found.
  case noResidualVariance
  /// The numbers are so large or small that the pool overflows.
  case notFinite

  /// The message for users.
  public var description: String {
    switch self {
    case .tooFewSeries(let count):
      "Effects of \(count) series cannot be pooled; expected at least 3. Add series, or use their own effects."
    case .badNumberOfEffects(let count):
      "A series has \(count) effects to pool; expected 1 to 8. Choose the effects that all series share."
    case .differentEffects(let expected, let found):
      "A series has \(found) effect\(found == 1 ? "" : "s"), but those before it have \(expected). "
        + "Pool only series that were fitted with the same effects."
    case .badShape(let rows, let columns, let effects):
      "The covariance of \(effects) effect\(effects == 1 ? "" : "s") has \(rows) rows and \(columns) columns; "
        + "expected \(effects) of each."
    case .effectNotFinite(let position, let value):
      "Effect \(position + 1) of a series is \(value); expected a finite number. Leave this series out."
    case .badCovariance:
      "The covariance of a series' effects is not positive definite. Leave this series out, or fit it with fewer effects."
    case .badVariance(let value):
      "The residual variance of a series is \(value); expected a positive number. Leave out series that are fitted exactly."
    case .badFreedom(let value):
      "A series has \(value) degrees of freedom; expected a number of at least 0.01. Leave this series out."
    case .noResidualVariance:
      "A common residual variance cannot be estimated, because the covariances of all series are taken as known. "
        + "State the degrees of freedom of every series, or let each keep its own variance."
    case .notFinite:
      "The effects cannot be pooled, because their numbers are too large or too small. Choose other units."
    }
  }
}
