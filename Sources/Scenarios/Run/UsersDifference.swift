import Series
import Univariate

/// Users gained (or lost, below 0) in a month compared with a reference.
public struct UsersDifference: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval per coverage, in users.
  public let intervals: [ForecastInterval]
}
