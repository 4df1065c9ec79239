import ChurnModels
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

/// The forecast of one month.
public struct ForecastMonth: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval a level, in the order of the levels.
  public let intervals: [ForecastInterval]
  /// The shares of the variance of ln U by source; they sum to 1, or are all 0 where nothing is uncertain.
  public let varianceShares: [VarianceShare]

  /// A forecast of one month.
  public init(month: Month, median: Double, intervals: [ForecastInterval], varianceShares: [VarianceShare]) {
    self.month = month
    self.median = median
    self.intervals = intervals
    self.varianceShares = varianceShares
  }

  /// Whether all numbers are finite, and users not below zero.
  public var isFinite: Bool {
    median.isFinite && median >= 0 && intervals.allSatisfy { $0.upper.isFinite }
      && varianceShares.allSatisfy(\.share.isFinite)
  }
}

/// How much of the variance of a forecast comes from one source.
public struct VarianceShare: Sendable, Equatable {
  /// Where uncertainty comes from.
  public enum Source: String, Sendable, Equatable, CaseIterable {
    /// The coefficients are estimated or assumed, not known.
    case parameters
    /// Every month brings something new.
    case innovations
    /// Drivers are forecast, not known.
    case drivers
  }

  /// The source.
  public let source: Source
  /// Its share, from 0 to 1.
  public let share: Double

  /// The shares of the variances that the sources give alone, relative to their sum; drivers only where they vary.
  public static func of(parameters: Double, innovations: Double, drivers: Double) -> [VarianceShare] {
    let total = parameters + innovations + drivers
    func share(_ source: Source, _ variance: Double) -> VarianceShare {
      VarianceShare(source: source, share: total > 0 ? variance / total : 0)
    }
    let others = [share(.parameters, parameters), share(.innovations, innovations)]
    return drivers > 0 ? others + [share(.drivers, drivers)] : others
  }
}

/// Forecasts of monthly active users, month by month, with intervals.
public struct Forecast: Sendable, Equatable {
  /// How the distribution was computed.
  public enum Method: Sendable, Equatable {
    /// By a formula; exact where all is linear and Gaussian.
    case closedForm
    /// By averaging the intervals of several forecasts.
    case averaged
    /// From so many simulated paths.
    case simulation(draws: Int, seed: UInt64)
  }

  /// What made it: `net-growth`, a benchmark, …
  public let name: String
  /// The last month with a figure.
  public let origin: Month
  /// Users in that month.
  public let originUsers: Double
  /// The levels of the intervals, ascending.
  public let levels: [Double]
  /// The months ahead.
  public let months: [ForecastMonth]
  /// How the distribution was computed.
  public let method: Method
  /// How the uncertainty of the parameters was estimated; intervals are exact for classical errors at most.
  public let standardErrors: StandardErrors
  /// Drivers that were held at a level for want of stated futures.
  public let heldDrivers: [HeldDriver]

  /// The forecast of a month; nil outside the horizon.
  public func users(in month: Month) -> ForecastMonth? { months.first { $0.month == month } }
}

/// A driver without a stated future, held at its last level.
public struct HeldDriver: Sendable, Equatable {
  /// The raw column.
  public let column: String
  /// The level.
  public let level: Double
  /// The month of that level, the last known one.
  public let since: Month
}
