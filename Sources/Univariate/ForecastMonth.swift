import Series

/// The forecast of one month.
public struct ForecastMonth: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval per coverage, in the order of the coverages.
  public let intervals: [ForecastInterval]
  /// The shares of the variance of ln U by source; they sum to 1, or are all 0 where nothing is uncertain.
  public let varianceShares: [VarianceShare]

  /// A forecast of one month. Numbers of users that are too small to be written are none.
  public init(month: Month, median: Double, intervals: [ForecastInterval], varianceShares: [VarianceShare]) {
    self.month = month
    func users(_ count: Double) -> Double { abs(count) < NumberRange.sizes.lowerBound ? 0 : count }
    self.median = users(median)
    self.intervals = intervals.map {
      ForecastInterval(coverage: $0.coverage, lower: users($0.lower), upper: users($0.upper))
    }
    self.varianceShares = varianceShares
  }

  /// Whether all numbers are finite and of an allowed size, and users not below zero.
  public var isFinite: Bool {
    median.isFinite && median >= 0 && intervals.allSatisfy { $0.upper <= NumberRange.sizes.upperBound }
      && varianceShares.allSatisfy(\.share.isFinite)
  }
}
