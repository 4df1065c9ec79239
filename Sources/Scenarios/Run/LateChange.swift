import Series

/// A change or an event of a scenario that comes after the horizon, so that it has no effect.
public struct LateChange: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The raw column, upstream quantity or event.
  public let name: String
  /// When it would begin.
  public let month: Month
}
