import Drivers

/// Two drivers whose effects the data can hardly tell apart, and their joint effect.
public struct EntangledPair: Sendable, Equatable {
  /// The name of the first driver.
  public let first: String
  /// The name of the second driver.
  public let second: String
  /// The correlation of the two estimates.
  public let correlation: Double
  /// The effect when both move by one standard deviation, in the direction in which they move together.
  public let joint: Coefficient
  /// Whether the drivers move in opposite directions.
  public let isOpposed: Bool
}
