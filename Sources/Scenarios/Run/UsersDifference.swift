import Series
import Univariate

/// Users gained (or lost, below 0) in a month against a reference.
public struct UsersDifference: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval a level, in users.
  public let intervals: [ForecastInterval]
}
