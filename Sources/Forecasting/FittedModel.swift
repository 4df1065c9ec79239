import ChurnModels
import Series
import Univariate

/// A model with its estimates and the data it was fitted to.
public protocol FittedModel: Sendable {
  /// The data it was fitted to.
  var data: MonthlyTable { get }
  /// The raw columns whose later levels can be stated for a forecast.
  var futureColumns: [String] { get }
  /// The estimates; empty for a forecaster without drivers.
  var coefficients: [Coefficient] { get }

  /// Forecasts users from the last figure on.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name; others are extended as the options say.
  ///   - options: coverages, seed, draws, sources of uncertainty.
  /// - Returns: a forecast for each month, or each figure to come.
  /// - Throws: ``ForecastError``.
  func forecast(months: Int, drivers: [MonthlyColumn], options: ForecastOptions) throws -> Forecast

  /// The work of such a forecast.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name.
  ///   - options: coverages, seed, draws, sources of uncertainty.
  /// - Returns: the time and memory of ``forecast(months:drivers:options:)``.
  func forecastingWork(months: Int, drivers: [MonthlyColumn], options: ForecastOptions) -> WorkEstimate
}
