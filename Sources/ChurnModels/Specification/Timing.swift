import Drivers
import LeastSquares

/// What a published figure of MAU measures.
public enum Timing: String, Sendable, Equatable, CaseIterable, Codable {
  /// The users of the month, or at its end.
  case monthEnd = "month-end"
  /// The mean over the month.
  case monthAverage = "month-average"
  /// The mean over the three months that end with the month; treated as a mean of ln U, which hardly differs over a
  /// quarter.
  case quarterAverage = "quarter-average"

  /// The number of months averaged in a figure.
  public var window: Int { self == .quarterAverage ? 3 : 1 }
}
