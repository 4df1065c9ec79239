import Drivers
import LeastSquares

/// What a published figure of MAU measures.
public enum Timing: String, Sendable, Equatable, CaseIterable, Codable {
  /// The users of the month, or at its end.
  case monthEnd = "month-end"
  /// The mean over the month; treated as a mean of ln U, which hardly differs over a month.
  ///
  /// It is the mean of the levels at the ends of the month before and of the month, plus that of the path between them: a
  /// Brownian bridge, whose mean varies by a twelfth of the variance of the month's innovation. Growth of such figures has an
  /// autocorrelation of ¼ where that of the levels has none (H. Working, Econometrica 28 (1960), 916).
  case monthAverage = "month-average"
  /// The mean over the three months that end with the month; treated as a mean of ln U, which hardly differs over a
  /// quarter.
  case quarterAverage = "quarter-average"

  /// The number of levels averaged in a figure.
  public var window: Int {
    switch self {
    case .monthEnd: 1
    case .monthAverage: 2
    case .quarterAverage: 3
    }
  }

  /// The variance of a figure about the mean of its levels, in units of the innovations.
  var variance: Double { self == .monthAverage ? 1.0 / 12 : 0 }

  /// What is added to the levels at the ends of future months, as it is added to forecasts: half in its month and half in the next
  /// where these are means over months.
  public func entering<Value: DriverValue>(_ growth: [Value]) -> [Value] {
    guard self == .monthAverage else { return growth }
    let half = Value(repeating: 0.5)
    return growth.indices.map { month in
      half.times(month > 0 ? growth[month].plus(growth[month - 1]) : growth[month])
    }
  }

  /// ψ of the levels at the ends of months, as it is that of forecasts.
  ///
  /// Where these are means over months, the innovation of the last month has a third of its variance, as the mean of a Brownian
  /// motion that starts at 0, and all of it from the next month on.
  func impulses(_ impulses: [Double]) -> [Double] {
    guard self == .monthAverage else { return impulses }
    let share = (1.0 / 3).squareRoot()
    return (0...impulses.count).map { lag in
      (lag < impulses.count ? share * impulses[lag] : 0) + (lag > 0 ? (1 - share) * impulses[lag - 1] : 0)
    }
  }
}
