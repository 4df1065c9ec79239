import ChurnModels
import Drivers
import Forecasting
import Series
import Univariate

/// What was known at an origin, and how it is forecast from there.
struct BacktestOrigin {
  let table: MonthlyTable
  let past: MonthlyTable
  let options: ForecastOptions
  let months: Int

  /// The forecasts of a model, one per variant.
  func forecasts(_ candidate: BacktestCandidate) -> [(method: BacktestMethod, forecast: Result<Forecast, any Error>)] {
    let fit = Result { try candidate.model.fit(past, benchmarks: false) as any FittedModel }
    return candidate.variants.map { variant in
      (variant.method, fit.flatMap { fit in Result { try forecast(fit, of: candidate.model, variant) } })
    }
  }

  private func forecast(
    _ fit: any FittedModel, of model: any Model, _ variant: BacktestCandidate.Variant
  ) throws -> Forecast {
    if variant.knowsDrivers {
      let futures = futures(of: model)
      return try fit.forecast(months: reach(futures), drivers: futures, options: options)
    }
    var options = options
    options.drivers = .forecast
    return try fit.forecast(months: months, drivers: [], options: options)
  }

  /// The actual values of the drivers.
  private func futures(of model: any Model) -> [MonthlyColumn] {
    (model.statedSpecification?.drivers ?? []).compactMap { driver in
      driver.expression.column.flatMap(table.driver).map { driver.missing.filled($0, until: $0.months.upperBound) }
    }
  }

  /// The number of months for which all drivers are known, at most the horizon.
  private func reach(_ futures: [MonthlyColumn]) -> Int {
    let known = futures.compactMap(\.lastObservedMonth).min()
    let origin = past.mau.lastObservedMonth ?? past.mau.first
    return max(1, min(months, known.map { origin.distance(to: $0) } ?? months))
  }
}
