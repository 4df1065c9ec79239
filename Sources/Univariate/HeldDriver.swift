import Series

/// A driver without a stated future, held at its last level.
public struct HeldDriver: Sendable, Equatable {
  /// The raw column.
  public let column: String
  /// The level.
  public let level: Double
  /// The month of that level, the last known one.
  public let since: Month

  /// A driver held at a level.
  public init(column: String, level: Double, since: Month) {
    self.column = column
    self.level = level
    self.since = since
  }
}
