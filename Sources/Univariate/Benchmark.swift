import LeastSquares
import RealModule
import Sampling
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
  ///   - mau: figures, above 0. ``naive`` and ``drift`` use all of them, however far apart; the others use those after
  ///     the last gap.
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
    let horizon = months / step
    guard horizon >= 1 else { throw .notForecast(rawValue, "the horizon is shorter than the interval between figures") }
    _ = try ForecastHorizon.months(step * horizon, after: series.last, model: rawValue)
    let errors: Distribution
    switch self {
    case .naive, .drift: errors = try randomWalk(mau, series, horizon)
    case .seasonalNaive: errors = try seasonalWalk(series, horizon)
    case .dampedTrend, .ets: errors = try smoothing(series, horizon)
    case .theta:
      guard let model = DynamicTheta(series.values, period: series.period) else {
        throw .notForecast(rawValue, "it needs 6 figures without a gap; there are \(series.values.count)")
      }
      errors = .gaussian(model.means(horizon), model.standardErrors(horizon))
    case .combination:
      guard series.values.count >= Combination.fewest else {
        throw .notForecast(
          rawValue, "it needs \(Combination.fewest) figures without a gap; there are \(series.values.count)")
      }
      let model = Combination(series.values, period: series.period)
      errors = .logarithmic(
        model.means(horizon).map { .log($0) }, model.standardErrors(horizon),
        degreesOfFreedom: Double(series.values.count))
    }
    let months = (0..<horizon).map { errors.month($0, series.last.advanced(by: step * ($0 + 1)), coverages) }
    if let lost = months.first(where: { !$0.isFinite }) { throw .notFinite(month: lost.month) }
    return Forecast(
      name: rawValue, origin: series.last, originUsers: series.values[series.values.count - 1], coverages: coverages,
      months: months,
      method: .closedForm)
  }

  /// A distribution of future figures.
  private enum Distribution {
    /// ln U is Student's t about a centre, with a standard error and degrees of freedom.
    case logarithmic([Double], [Double], degreesOfFreedom: Double)
    /// U is normal about a centre; users below zero count as none.
    case gaussian([Double], [Double])
    /// Centres, and drawn values.
    case drawn([Double], [[Double]])

    func month(_ index: Int, _ month: Month, _ coverages: [Double]) -> ForecastMonth {
      let innovations = [VarianceShare(source: .parameters, share: 0), VarianceShare(source: .innovations, share: 1)]
      func intervals(_ ends: (Double) -> (Double, Double)) -> [ForecastInterval] {
        coverages.map { coverage in
          let (lower, upper) = ends(coverage)
          return ForecastInterval(coverage: coverage, lower: lower, upper: upper)
        }
      }
      switch self {
      case .logarithmic(let centres, let errors, let freedom):
        let t = StudentT(degreesOfFreedom: freedom)
        return ForecastMonth(
          month: month, median: .exp(centres[index]),
          intervals: intervals { coverage in
            let half = t.halfWidth(coverage: coverage) * errors[index]
            return (.exp(centres[index] - half), .exp(centres[index] + half))
          }, varianceShares: innovations)
      case .gaussian(let centres, let errors):
        return ForecastMonth(
          month: month, median: max(0, centres[index]),
          intervals: intervals { coverage in
            let half = Normal.quantile((1 + coverage) / 2) * errors[index]
            return (max(0, centres[index] - half), max(0, centres[index] + half))
          }, varianceShares: innovations)
      case .drawn(let centres, let draws):
        let ends = quantiles(of: draws[index], probabilities: coverages.flatMap { [(1 - $0) / 2, (1 + $0) / 2] })
        return ForecastMonth(
          month: month, median: max(0, centres[index]),
          intervals: coverages.indices.map {
            ForecastInterval(coverage: coverages[$0], lower: ends[2 * $0], upper: ends[2 * $0 + 1])
          }, varianceShares: innovations)
      }
    }
  }

  /// ln U_{T+h} = ln U_T + h μ + error of variance s²(h + h²/N), N the months spanned; μ = 0 and no second term for the
  /// naive forecast. s² is the mean square of the monthly changes.
  private func randomWalk(
    _ mau: MonthlyColumn, _ series: RegularSeries, _ horizon: Int
  ) throws(ForecastError) -> Distribution {
    let observed = mau.observedMonths
    let needed = self == .drift ? 3 : 2
    guard observed.count >= needed, let first = observed.first else {
      throw .notForecast(rawValue, "it needs \(needed) figures; there are \(observed.count)")
    }
    let logs = observed.map { Double.log(mau[$0] ?? .nan) }
    let span = Double(first.distance(to: series.last))
    let drift = self == .drift ? (logs[logs.count - 1] - logs[0]) / span : 0
    var sum = 0.0
    for index in 1..<logs.count {
      let months = Double(observed[index - 1].distance(to: observed[index]))
      let change = logs[index] - logs[index - 1] - drift * months
      sum += change * change / months
    }
    let freedom = Double(logs.count - 1) - (self == .drift ? 1 : 0)
    let months = (1...horizon).map { Double($0) }
    return .logarithmic(
      months.map { logs[logs.count - 1] + $0 * drift },
      months.map { .sqrt(sum / freedom * ($0 + (self == .drift ? $0 * $0 / span : 0))) }, degreesOfFreedom: freedom)
  }

  private func seasonalWalk(_ series: RegularSeries, _ horizon: Int) throws(ForecastError) -> Distribution {
    let (n, m) = (series.values.count, series.period)
    guard m > 1 else { throw .notForecast(rawValue, "the figures show no seasons") }
    guard n > m + 1 else {
      throw .notForecast(rawValue, "it needs \(m + 2) figures without a gap; there are \(n)")
    }
    let logs = series.values.map { Double.log($0) }
    let changes = (m..<n).map { logs[$0] - logs[$0 - m] }
    let square = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return .logarithmic(
      (0..<horizon).map { logs[n - m + $0 % m] }, (0..<horizon).map { .sqrt(square * Double($0 / m + 1)) },
      degreesOfFreedom: Double(changes.count))
  }

  private func smoothing(_ series: RegularSeries, _ horizon: Int) throws(ForecastError) -> Distribution {
    guard
      let model = ExponentialSmoothing.best(
        series.values, period: series.period,
        among: SmoothingForm.all.filter { self != .dampedTrend || $0.trend == .damped }), model.aicc < .infinity
    else {
      throw .notForecast(rawValue, "there are too few figures without a gap: \(series.values.count)")
    }
    return model.form.error == .additive
      ? .gaussian(model.means(horizon), model.standardErrors(horizon))
      : .drawn(model.means(horizon), model.paths(horizon, draws: Self.draws, seed: 1))
  }

  /// Simulated paths of a model whose intervals have no formula.
  private static let draws = 1000
}
