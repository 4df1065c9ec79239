import ChurnModels
import Drivers
import Forecasting
import Series
import Univariate

extension Backtest {
  /// The work of a backtest: that of its fits and forecasts from every origin, at a few of them for all.
  ///
  /// - Parameters:
  ///   - model: any model with a specification; nil compares forecasters without drivers only.
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  /// - Returns: the time and memory; none where there is no origin.
  public static func work(
    of model: (any SpecifiedModel)?, _ table: MonthlyTable, options: Options = Options()
  ) -> WorkEstimate {
    let coefficients = model?.specification.coefficientNames.count ?? 0
    guard let origins = try? origins(table.mau, coefficients: coefficients, options) else { return .none }
    let observed = table.mau.observedMonths
    let candidates = candidates(model, options)
    var own = ForecastOptions()
    own.computation = .closedForm
    let horizon = options.months
    let drawn = DrawnDrivers(model?.specification.driverColumns ?? [], in: table, continuation: .forecast)
    let sampled = stride(from: 0, to: origins.count, by: max(1, origins.count / Self.mostSampled)).map { origins[$0] }
    let one = sampled.reduce(WorkEstimate.none) { sum, origin in
      let months = table.mau.first.distance(to: origin) + 1
      let figures = min(months, observed.count)
      return candidates.reduce(sum) { sum, candidate in
        candidate.variants.reduce(
          sum.then(candidate.model.fittingWork(figures: figures, months: months, benchmarks: false))
        ) { sum, variant in
          var options = own
          options.drivers = variant.knowsDrivers ? .hold : .forecast
          return sum.then(
            candidate.model.forecastingWork(
              history: months, months: horizon,
              drawn: variant.knowsDrivers || candidate.model.inputColumns.isEmpty ? .none : drawn, options: options))
        }
      }
    }
    return one.repeated(Double(origins.count) / Double(sampled.count)).described(
      [
        WorkEstimate.count(origins.count, "origins"), WorkEstimate.count(observed.count, "figures"),
        WorkEstimate.count(coefficients, "coefficients"),
      ].joined(separator: " × "), advice: "Take fewer origins by `--every`")
  }

  private static let mostSampled = 8
}
