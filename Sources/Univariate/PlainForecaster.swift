import LeastSquares
import Series

/// The forecast without drivers: a combination of forecasters, or a random walk with drift where there are too few figures for
/// it.
public struct PlainForecaster: Sendable {
  /// The figures that are used.
  public let series: RegularSeries
  private let combination: Combination?
  private let column: MonthlyColumn

  /// Fits the forecasters.
  ///
  /// - Parameter mau: figures, above 0.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` without figures.
  public init(_ mau: MonthlyColumn) throws(ForecastError) {
    guard let series = RegularSeries(mau) else {
      throw .notForecast(Benchmark.combination.rawValue, "there are no figures")
    }
    self.series = series
    column = mau
    combination = series.values.count >= Combination.fewest ? Combination(series) : nil
  }

  /// Those who make the forecast.
  public var partNames: [String] { combination?.partNames ?? [Benchmark.drift.rawValue] }

  /// Whether there are enough figures for the combination.
  public var isCombined: Bool { combination != nil }

  /// Whether errors at the last origins determine the weights of the parts.
  public var isJudged: Bool { combination?.isJudged ?? false }

  /// Whether there are enough figures to look for a season; true where a year has fewer than four.
  public var judgesSeason: Bool { series.period < 4 || series.values.count >= 2 * series.period }

  /// Forecasts a figure for each period of the series within the horizon.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least as long as the distance of the figures.
  ///   - coverages: the probabilities of the intervals.
  /// - Returns: the forecast, named after those who made it.
  /// - Throws: ``ForecastError/shortHorizon(_:step:)`` where no figure lies within the horizon,
  ///   ``ForecastError/notFinite(month:)``.
  public func forecast(months: Int, coverages: [Double]) throws(ForecastError) -> Forecast {
    let horizon = try series.periods(months, for: Benchmark.combination.rawValue)
    guard let combination else {
      let drift = try Benchmark.drift.forecast(column, months: months, coverages: coverages)
      return Forecast(
        name: drift.name, origin: drift.origin, originUsers: drift.originUsers, coverages: coverages,
        months: drift.months.filter { drift.origin.distance(to: $0.month) % series.step == 0 }, method: drift.method)
    }
    return try FutureDistributions.logarithmic(combination.distributions(horizon)).forecast(
      Benchmark.combination.rawValue, series, coverages, step: series.step, method: .localTrends,
      unconverged: combination.unconverged)
  }
}
