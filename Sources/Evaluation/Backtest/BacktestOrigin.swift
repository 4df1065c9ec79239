import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Series
import Univariate

/// Everything that is forecast from one origin; the model is fitted once for its two kinds of futures.
final class BacktestOrigin {
  private let specification: ModelSpecification?
  private let table: MonthlyTable
  private let past: MonthlyTable
  private let options: ForecastOptions
  private let months: Int
  private lazy var fit: Result<FittedNetGrowth, any Error> = Result {
    guard let specification else { throw ForecastError.notForecast("model", "there is none") }
    return try NetGrowth(specification).fit(past, benchmarks: false)
  }

  init(
    _ specification: ModelSpecification?, _ table: MonthlyTable, _ past: MonthlyTable, options: ForecastOptions,
    months: Int
  ) {
    self.specification = specification
    self.table = table
    self.past = past
    self.options = options
    self.months = months
  }

  func forecast(_ method: BacktestMethod) throws -> Forecast {
    switch method {
    case .modelExPost: return try fit.get().forecast(months: reach, drivers: futures, options: options)
    case .modelExAnte:
      var options = options
      options.drivers = .forecast
      return try fit.get().forecast(months: months, options: options)
    case .withoutDrivers:
      guard let specification else { throw ForecastError.notForecast("model", "there is none") }
      return try NetGrowth(specification.withoutDrivers).fit(past, benchmarks: false)
        .forecast(months: months, options: options)
    case .automatic:
      return try AutomaticForecast(specification: specification, past).forecast(months: months, options: options)
    case .benchmark(let benchmark): return try benchmark.forecast(past.mau, months: months, levels: options.levels)
    }
  }

  /// What the drivers turned out to be.
  private var futures: [MonthlyColumn] {
    (specification?.drivers ?? []).compactMap { driver in
      driver.expression.column.flatMap(table.driver).map { driver.missing.filled($0, until: $0.months.upperBound) }
    }
  }

  /// As many months as all drivers are known, at most the horizon.
  private var reach: Int {
    let known = futures.compactMap(\.lastObservedMonth).min()
    let origin = past.mau.lastObservedMonth ?? past.mau.first
    return max(1, min(months, known.map { origin.distance(to: $0) } ?? months))
  }
}
