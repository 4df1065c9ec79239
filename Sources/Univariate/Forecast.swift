import LeastSquares
import Series

/// Forecasts of monthly active users, month by month, with intervals.
public struct Forecast: Sendable, Equatable {
  /// How the distribution was computed.
  public enum Method: Sendable, Equatable {
    /// By a formula; exact if everything is linear and Gaussian.
    case closedForm
    /// About a mean of several forecasts, from local trends averaged by their probability.
    case localTrends
    /// By averaging the intervals of several forecasts.
    case averaged
    /// From this many simulated paths.
    case simulation(draws: Int, seed: UInt64)
  }

  /// The forecaster: `net-growth`, a benchmark, …
  public let name: String
  /// The last month with a figure.
  public let origin: Month
  /// Users in that month.
  public let originUsers: Double
  /// The coverages of the intervals, ascending.
  public let coverages: [Double]
  /// The months ahead.
  public let months: [ForecastMonth]
  /// How the distribution was computed.
  public let method: Method
  /// How the uncertainty of the parameters was estimated; intervals can be exact only with classical errors.
  public let standardErrors: StandardErrors
  /// How the drivers go on.
  public let drivers: [ContinuedDriver]
  /// The forecasters whose search for parameters did not end at a minimum.
  public let unconverged: [String]

  /// A forecast.
  ///
  /// - Parameters:
  ///   - name: the forecaster.
  ///   - origin: the last month with a figure.
  ///   - originUsers: users in that month.
  ///   - coverages: the coverages of the intervals, ascending.
  ///   - months: the months ahead.
  ///   - method: how the distribution was computed.
  ///   - standardErrors: how the uncertainty of the parameters was estimated.
  ///   - drivers: how the drivers go on.
  ///   - unconverged: the forecasters whose search for parameters did not end at a minimum.
  public init(
    name: String, origin: Month, originUsers: Double, coverages: [Double], months: [ForecastMonth], method: Method,
    standardErrors: StandardErrors = .classical, drivers: [ContinuedDriver] = [], unconverged: [String] = []
  ) {
    self.name = name
    self.origin = origin
    self.originUsers = originUsers
    self.coverages = coverages
    self.months = months
    self.method = method
    self.standardErrors = standardErrors
    self.drivers = drivers
    self.unconverged = unconverged
  }

  /// The forecast of a month; nil outside the horizon.
  public func users(in month: Month) -> ForecastMonth? { months.first { $0.month == month } }
}
