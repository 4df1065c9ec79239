import Drivers

/// Two drivers whose effects the data can hardly tell apart, and what the data say about both together.
public struct EntangledPair: Sendable, Equatable {
  /// The name of the first driver.
  public let first: String
  /// The name of the second driver.
  public let second: String
  /// The correlation of the two estimates.
  public let correlation: Double
  /// The effect of a move of both by one standard deviation of each, in the direction in which they move together.
  public let joint: Coefficient
  /// Whether they move in opposite directions.
  public let isOpposed: Bool
}
