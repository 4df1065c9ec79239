import Series

/// A path that leaves the range of levels that was seen: what is said there rests on the shape of the model alone.
public struct Extrapolation: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The raw column.
  public let driver: String
  /// The first month outside.
  public let month: Month
  /// The level that is farthest outside.
  public let level: Double
  /// The range that was seen.
  public let range: ClosedRange<Double>
}
