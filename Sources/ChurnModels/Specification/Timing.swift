import Drivers
import LeastSquares

/// What a published figure of MAU measures.
public enum Timing: String, Sendable, Equatable, CaseIterable, Codable {
  /// The users of its month, or at its end.
  case monthEnd = "month-end"
  /// The mean over its month.
  case monthAverage = "month-average"
  /// The mean over the three months that end with its month; taken as that of ln U, which a quarter hardly tells apart.
  case quarterAverage = "quarter-average"

  /// The number of months whose mean a figure is.
  public var window: Int { self == .quarterAverage ? 3 : 1 }
}
