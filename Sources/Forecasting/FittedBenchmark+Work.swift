import Series

extension FittedBenchmark {
  /// The work of a forecast.
  public func forecastingWork(months: Int, drivers: [MonthlyColumn], options: ForecastOptions) -> WorkEstimate {
    benchmark.forecastingWork(history: data.mau.values.count, months: months, drawn: .none, options: options)
  }
}
