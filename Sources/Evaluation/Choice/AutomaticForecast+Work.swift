import ChurnModels
import Drivers
import Forecasting
import Series

extension AutomaticForecast {
  /// The work of a forecast.
  public func forecastingWork(months: Int, drivers: [MonthlyColumn], options: ForecastOptions) -> WorkEstimate {
    let used = weight > 0 ? specification : specification.withoutDrivers
    return AutomaticModel(used).forecastingWork(
      history: data.mau.values.count, months: months,
      drawn: DrawnDrivers(used.driverColumns, in: data, known: drivers, continuation: .forecast), options: options)
  }
}
