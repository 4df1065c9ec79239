import Series

/// A published figure that no month of the scenarios corresponds to.
public struct OmittedFigure: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The month.
  public let month: Month
}
