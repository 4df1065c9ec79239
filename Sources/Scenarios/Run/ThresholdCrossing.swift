import Series

/// When users fall below a level.
public struct ThresholdCrossing: Sendable, Equatable {
  /// The level, in users.
  public let threshold: Double
  /// The probability that users are below it at the horizon.
  public let probabilityAtHorizon: Double
  /// The probability that they are below it in some month up to then.
  public let probabilityEver: Double
  /// The month by which half of the draws have been below; nil if there is none up to the horizon.
  public let median: Month?
  /// The months by which the shares of draws that bound the widest interval have been below; nil for not before the
  /// horizon.
  public let interval: (early: Month?, late: Month?)

  /// Whether two crossings are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.threshold == b.threshold && a.probabilityAtHorizon == b.probabilityAtHorizon
      && a.probabilityEver == b.probabilityEver && a.median == b.median && a.interval == b.interval
  }
}
