import LeastSquares
import RealModule
import Series

/// Forecasters without drivers, with which every driver model is compared.
public enum Benchmark: String, Sendable, Equatable, CaseIterable, Codable {
  /// Users stay at their last number: ln U is a random walk.
  case naive
  /// The users of the same month a year earlier.
  case seasonalNaive = "seasonal-naive"
  /// Growth continues at its mean: a random walk with drift.
  case drift
  /// Exponential smoothing whose trend fades, with the season of least AICc.
  case dampedTrend = "damped-trend"
  /// Exponential smoothing of the form of least AICc.
  case ets
  /// The dynamic optimised Theta model.
  case theta
  /// A mean of forecasters without drivers whose errors differ.
  case combination

  /// Forecasts future figures.
  ///
  /// - Parameters:
  ///   - mau: figures, above 0. ``naive`` and ``drift`` use all of them after a launch, however far apart; the others use
  ///     those after the last gap.
  ///   - months: the horizon. A quarterly series is forecast by quarter, as far as the horizon reaches;
  ///     ``naive`` and ``drift`` forecast every month.
  ///   - coverages: the probabilities of the intervals.
  /// - Returns: a forecast for each future figure, or each month.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` with the reason if the figures do not allow it.
  public func forecast(
    _ mau: MonthlyColumn, months: Int, coverages: [Double] = Coverages.usual
  ) throws(ForecastError) -> Forecast {
    guard let series = RegularSeries(mau) else { throw .notForecast(rawValue, "there are no figures") }
    // Random walks in ln U have a forecast for every month, the others only for months of figures.
    let step = self == .naive || self == .drift ? 1 : series.step
    let horizon = step == 1 ? months : try series.periods(months, for: rawValue)
    _ = try ForecastHorizon.months(step * horizon, after: series.last, model: rawValue)
    let distributions: FutureDistributions
    var method = Forecast.Method.closedForm
    var converged = true
    switch self {
    case .naive, .drift: distributions = try randomWalk(mau, series, horizon)
    case .seasonalNaive: distributions = try seasonalWalk(series, horizon)
    case .dampedTrend, .ets:
      (distributions, converged) = try smoothing(series, horizon)
      if case .drawn = distributions { method = .simulation(draws: Self.draws, seed: Self.seed) }
    case .theta:
      guard let model = DynamicTheta(series.values, period: series.period) else { throw tooFew(6, series) }
      distributions = .gaussian(model.means(horizon), model.standardErrors(horizon))
      converged = model.converged
    case .combination:
      let plain = try PlainForecaster(mau)
      guard plain.isCombined else { throw tooFew(Combination.fewest, series) }
      return try plain.forecast(months: months, coverages: coverages)
    }
    return try distributions.forecast(
      rawValue, series, coverages, step: step, method: method, unconverged: converged ? [] : [rawValue])
  }

  private func tooFew(_ needed: Int, _ series: RegularSeries) -> ForecastError {
    .notForecast(rawValue, "it needs \(needed) figures without a gap; there are \(series.values.count)")
  }

  /// ln U_{T+h} = ln U_T + h μ + error of variance s²(h + h²/N), N the months spanned; μ = 0 and no second term for the
  /// naive forecast. s² is the mean square of the changes per month.
  ///
  /// Quarterly and yearly figures span the growth of a platform from its start, when it changed far more than later: there a change
  /// weighs half as much as one four figures later, and the degrees of freedom are (Σw)²/Σw².
  private func randomWalk(
    _ mau: MonthlyColumn, _ series: RegularSeries, _ horizon: Int
  ) throws(ForecastError) -> FutureDistributions {
    let observed = mau.observedMonths.filter { series.beforeLaunch == 0 || $0 >= series.first }
    let needed = self == .drift ? 3 : 2
    guard observed.count >= needed, let first = observed.first else {
      throw .notForecast(rawValue, "it needs \(needed) figures; there are \(observed.count)")
    }
    let logs = observed.map { Double.log(mau[$0] ?? .nan) }
    let span = Double(first.distance(to: series.last))
    let drift = self == .drift ? (logs[logs.count - 1] - logs[0]) / span : 0
    var (sum, weights, squares) = (0.0, 0.0, 0.0)
    for index in 1..<logs.count {
      let months = Double(observed[index - 1].distance(to: observed[index]))
      let change = logs[index] - logs[index - 1] - drift * months
      let weight = series.step == 1 ? 1 : Double.exp2(-Double(logs.count - 1 - index) / Self.halfLife)
      sum += weight * change * change / months
      weights += weight
      squares += weight * weight
    }
    let effective = weights * weights / squares
    let freedom = max(1, effective - (self == .drift ? 1 : 0))
    // Figures that never change, or grow evenly, may still be rounded.
    let square = max(sum / weights * effective / freedom, series.rounding * series.rounding / 6)
    let months = (1...horizon).map { Double($0) }
    return .logarithmic(
      months.map { month in
        LogDistribution(
          centre: logs[logs.count - 1] + month * drift,
          scale: .sqrt(square * (month + (self == .drift ? month * month / span : 0))),
          degreesOfFreedom: freedom)
      })
  }

  /// The number of figures after which a change of quarterly or yearly figures weighs half.
  private static let halfLife = 4.0

  private func seasonalWalk(_ series: RegularSeries, _ horizon: Int) throws(ForecastError) -> FutureDistributions {
    let (n, m) = (series.values.count, series.period)
    guard m > 1 else { throw .notForecast(rawValue, "the figures show no seasons") }
    guard n > m + 1 else { throw tooFew(m + 2, series) }
    let logs = series.values.map { Double.log($0) }
    let changes = (m..<n).map { logs[$0] - logs[$0 - m] }
    let square = max(
      changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count), series.rounding * series.rounding / 6)
    return .logarithmic(
      (0..<horizon).map {
        LogDistribution(
          centre: logs[n - m + $0 % m], scale: .sqrt(square * Double($0 / m + 1)),
          degreesOfFreedom: Double(changes.count))
      })
  }

  /// The distributions of a smoothing model, and whether its search ended at a minimum.
  private func smoothing(
    _ series: RegularSeries, _ horizon: Int
  ) throws(ForecastError) -> (FutureDistributions, converged: Bool) {
    guard !series.isConstant else { throw .notForecast(rawValue, "the figures never change") }
    guard
      let model = ExponentialSmoothing.best(
        series.values, period: series.period,
        among: SmoothingForm.all.filter { self != .dampedTrend || $0.trend == .damped }), model.aicc < .infinity
    else {
      throw .notForecast(rawValue, "there are too few figures without a gap: \(series.values.count)")
    }
    return (
      model.form.error == .additive
        ? .gaussian(model.means(horizon), model.standardErrors(horizon))
        : .drawn(model.means(horizon), model.paths(horizon, draws: Self.draws, seed: Self.seed)), model.converged
    )
  }

  /// Simulated paths of a model whose intervals have no formula.
  private static let draws = 1000
  private static let seed: UInt64 = 1
}
