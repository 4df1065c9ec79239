import Univariate

extension Benchmark {
  /// No work: fitting happens when forecasting.
  public func fittingWork(figures: Int, months: Int, benchmarks: Bool) -> WorkEstimate { .none }

  /// The work of a forecast: the searches of smoothing and Theta pass over all figures some hundred times.
  public func forecastingWork(
    history: Int, months: Int, drawn: DrawnDrivers, options: ForecastOptions
  ) -> WorkEstimate {
    let perFigure =
      switch self {
      case .naive, .drift, .seasonalNaive: 100e-9
      case .theta: 4e-6
      case .dampedTrend: 8e-6
      case .ets: 16e-6
      case .combination: 20e-6
      }
    return WorkEstimate(
      seconds: 1e-4 + perFigure * Double(history + months), bytes: 1e3 * Double(history + months),
      product: WorkEstimate.count(history, "months"), advice: "Use fewer months of data")
  }
}
