import ChurnModels
import Drivers
import Forecasting
import Univariate

extension AutomaticModel {
  /// The work of the choice: fits of growth models with two baselines and two seasons, with correlated errors for the
  /// best, and from eight origins with and without drivers.
  public func fittingWork(figures: Int, months: Int, benchmarks: Bool) -> WorkEstimate {
    guard !specification.drivers.isEmpty else { return .none }
    let fit = NetGrowth(largest(.independent)).fittingWork(figures: figures, months: months, benchmarks: false)
    let search = NetGrowth(largest(.arma(p: 1, q: 0))).fittingWork(figures: figures, months: months, benchmarks: false)
    return fit.repeated(4 + 2 * 8).then(search)
      .then(WorkEstimate(seconds: 8e-7 * Double(specification.drivers.count * months)))
  }

  /// The work of a forecast: that of the forecasters without drivers, and of the growth model by the formula.
  public func forecastingWork(
    history: Int, months: Int, drawn: DrawnDrivers, options: ForecastOptions
  ) -> WorkEstimate {
    let plain = Benchmark.combination.forecastingWork(history: history, months: months, drawn: .none, options: options)
    guard !specification.drivers.isEmpty else { return plain }
    var own = options
    own.drivers = .forecast
    own.computation = .closedForm
    return plain.then(
      NetGrowth(largest(.arma(p: 1, q: 0))).forecastingWork(
        history: history, months: months, drawn: drawn, options: own))
  }

  /// The largest growth model that is tried.
  private func largest(_ errors: ErrorProcess) -> ModelSpecification {
    ModelSpecification(
      timing: specification.timing, baseline: .saturating, seasonality: .monthly, drivers: specification.drivers,
      errors: errors)
  }
}
