import Series

/// A published figure and the scenario it belongs to.
public struct PublishedComparison: Sendable, Equatable {
  /// The role of the figure.
  public enum Role: String, Sendable, Equatable, CaseIterable {
    /// The scenario starts from it.
    case base
    /// Something was calibrated on it, so that agreement is no evidence.
    case calibrated
    /// It was not used: agreement is evidence.
    case check
  }

  /// The scenario.
  public let scenario: String
  /// The month.
  public let month: Month
  /// The published users.
  public let published: Double
  /// The median of the scenario.
  public let users: Double
  /// Who published it.
  public let source: String
  /// Its role.
  public let role: Role

  /// users / published − 1.
  public var relativeDifference: Double { users / published - 1 }
}
