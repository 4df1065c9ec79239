import Series

/// What a backtest fits on; the rest is scored.
public enum RetentionSplit: Sendable, Equatable, Codable, CustomStringConvertible {
  /// The first ages of every cohort, up to this one.
  case age(Int)
  /// The calendar up to this month.
  case month(Month)

  /// As messages write it.
  public var description: String {
    switch self {
    case .age(let age): "ages up to \(age)"
    case .month(let month): "months up to \(month)"
    }
  }
}
