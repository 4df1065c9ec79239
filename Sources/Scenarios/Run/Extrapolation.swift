import Series

/// A path that leaves the range of observed levels: beyond it, results rest on the form of the model alone.
public struct Extrapolation: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The raw column.
  public let driver: String
  /// The first month outside.
  public let month: Month
  /// The level that is farthest outside.
  public let level: Double
  /// The observed range.
  public let range: ClosedRange<Double>
}
