import ChurnModels
import Series
import Univariate

/// A forecaster without drivers, and the data that it extends.
public struct FittedBenchmark: FittedModel {
  /// The forecaster.
  public let benchmark: Benchmark
  /// The data that it extends.
  public let data: MonthlyTable
  /// None.
  public var futureColumns: [String] { [] }
  /// None.
  public var coefficients: [Coefficient] { [] }

  /// Forecasts future figures; drivers and all options except the coverages are ignored.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: not read.
  ///   - options: the coverages.
  /// - Returns: a forecast for each future figure, or each month.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` where the figures do not allow it.
  public func forecast(
    months: Int, drivers: [MonthlyColumn], options: ForecastOptions
  ) throws(ForecastError) -> Forecast {
    try benchmark.forecast(data.mau, months: months, coverages: options.coverages)
  }
}
