import Series

/// A central interval of a forecast.
public struct ForecastInterval: Sendable, Equatable {
  /// Its probability.
  public let coverage: Double
  /// Lower end, in users.
  public let lower: Double
  /// Upper end, in users.
  public let upper: Double

  /// An interval.
  public init(coverage: Double, lower: Double, upper: Double) {
    self.coverage = coverage
    self.lower = lower
    self.upper = upper
  }
}

/// Central intervals from quantiles.
///
/// - Parameters:
///   - ends: the quantiles of ``centralProbabilities(_:)``.
///   - coverages: the probabilities of the intervals.
/// - Returns: one interval per coverage.
public func centralIntervals(_ ends: [Double], coverages: [Double]) -> [ForecastInterval] {
  coverages.indices.map { ForecastInterval(coverage: coverages[$0], lower: ends[1 + 2 * $0], upper: ends[2 + 2 * $0]) }
}
