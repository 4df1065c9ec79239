import Series

/// An event that drives growth: what it is from its month on.
public struct DriverEvent: Hashable, Sendable {
  /// How an event acts.
  public enum Kind: String, Sendable, CaseIterable {
    /// 1 from its month on, 0 before.
    case step
    /// 1 in its month, 0 in all others.
    case pulse
  }

  /// How it acts.
  public let kind: Kind
  /// When it happens.
  public let month: Month

  /// An event.
  public init(_ kind: Kind, _ month: Month) {
    self.kind = kind
    self.month = month
  }

  /// The value of the event in a month.
  public func value(in month: Month) -> Double {
    switch kind {
    case .step: month >= self.month ? 1 : 0
    case .pulse: month == self.month ? 1 : 0
    }
  }
}
