import ChurnModels
import Forecasting
import Series
import Univariate

/// Turns a table into a forecast: used by batches for each series, and by programs that forecast one series at a time.
public struct SeriesForecaster: Sendable {
  /// The result for a series.
  public struct Result: Sendable {
    /// The forecast; its name is that of the forecaster.
    public let forecast: Forecast
    /// The estimates; empty for a forecaster without drivers.
    public let coefficients: [Coefficient]
    /// Whether the fallback made the forecast because there are too few figures for the model.
    public let isFallback: Bool
  }

  /// The model to fit.
  public let model: any Model
  /// The forecaster for a series too short for the model; nil for none.
  public let fallback: Benchmark?
  /// The horizon in months, at least 1.
  public let months: Int

  /// A forecaster of many series.
  ///
  /// - Parameters:
  ///   - model: the model to fit; its specification names the fallback.
  ///   - months: the horizon, at least 1.
  public init(_ model: any Model, months: Int) {
    self.model = model
    self.months = months
    fallback = model.statedSpecification?.fallback
  }

  /// Fits the model to a series and forecasts it.
  ///
  /// - Parameters:
  ///   - table: MAU and the model's ``Model/inputColumns``.
  ///   - drivers: raw columns of later months by name; others are extended as the options say.
  ///   - options: coverages, seed, draws, sources of uncertainty.
  /// - Returns: the forecast and the estimates behind it.
  /// - Throws: the errors of model and forecast.
  public func forecast(
    _ table: MonthlyTable, drivers: [MonthlyColumn] = [], options: ForecastOptions = ForecastOptions()
  ) throws -> Result {
    do {
      let fit = try model.fit(table, benchmarks: false)
      return Result(
        forecast: try fit.forecast(months: months, drivers: drivers, options: options),
        coefficients: fit.coefficients, isFallback: false)
    } catch {
      guard let fallback, Self.isTooShort(error) else { throw error }
      let forecast = try fallback.forecast(table.mau, months: months, coverages: options.coverages)
      return Result(forecast: forecast, coefficients: [], isFallback: true)
    }
  }

  /// Whether a model failed because there are too few figures for it.
  private static func isTooShort(_ error: any Error) -> Bool {
    switch error {
    case ChurnModelError.tooFewObservations, ForecastError.notForecast: true
    default: false
    }
  }
}
