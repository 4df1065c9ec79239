import ChurnModels
import Series

extension FittedNetGrowth {
  /// The work of a forecast.
  public func forecastingWork(months: Int, drivers: [MonthlyColumn], options: ForecastOptions) -> WorkEstimate {
    NetGrowth(specification).forecastingWork(
      history: data.mau.values.count, months: months,
      drawn: DrawnDrivers(specification.driverColumns, in: data, known: drivers, continuation: options.drivers),
      options: options)
  }
}
