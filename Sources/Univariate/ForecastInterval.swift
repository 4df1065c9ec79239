import Series

/// A central interval of a forecast.
public struct ForecastInterval: Sendable, Equatable {
  /// Its probability.
  public let level: Double
  /// Lower end, in users.
  public let lower: Double
  /// Upper end, in users.
  public let upper: Double

  /// An interval.
  public init(level: Double, lower: Double, upper: Double) {
    self.level = level
    self.lower = lower
    self.upper = upper
  }
}

/// Central intervals from quantiles.
///
/// - Parameters:
///   - ends: the quantiles of ``centralProbabilities(_:)``.
///   - levels: the probabilities of the intervals.
/// - Returns: one interval a level.
public func centralIntervals(_ ends: [Double], levels: [Double]) -> [ForecastInterval] {
  levels.indices.map { ForecastInterval(level: levels[$0], lower: ends[1 + 2 * $0], upper: ends[2 + 2 * $0]) }
}
