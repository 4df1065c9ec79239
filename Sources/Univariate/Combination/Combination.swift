import LeastSquares
import RealModule
import Sampling
import Series

/// A mean of forecasters without drivers whose errors differ, with weights inverse to their mean squared errors in a
/// small backtest.
///
/// Monthly figures: local trends averaged by their probability, dynamic optimised Theta, the Theta method on ln y, exponential
/// smoothing of least AICc, damped trends at several levels of aggregation, complex exponential smoothing, and a ridge
/// autoregression of yearly changes, which is blended into the Theta method where the season is weak. Quarterly and yearly figures
/// are few and span the growth of a platform from its start: there the parts are local trends, those with fading trends, growth that
/// halves every year, dynamic optimised Theta, the Theta method on y, and for quarters complex exponential smoothing. All but
/// exponential smoothing and the ridge autoregression forecast the series without its ``ShrunkSeason``.
///
/// Source: J. M. Bates and C. W. J. Granger, *The combination of forecasts*, Operational Research Quarterly 20 (1969), 451.
package struct Combination {
  /// The parts, each able to forecast or not.
  private struct Parts {
    let season: ShrunkSeason
    let theta: DynamicTheta?
    let isSparse: Bool
    let plainTheta: ThetaMethod
    let smoothing: ExponentialSmoothing?
    let aggregated: AggregatedSmoothing
    let ridge: RidgeAutoregression?
    let fading: HalvingTrend?
    let complex: ComplexSmoothing?
    let trends: LocalTrendMixture
    let range: ClosedRange<Double>

    init(
      _ values: [Double], bridged: [Int] = [], rounding: Double, period: Int, smoothing: ExponentialSmoothing?
    ) {
      season = ShrunkSeason(values, period: period)
      isSparse = period <= Combination.sparsePeriod
      let adjusted = season.adjusted.map { Double.exp($0) }
      theta = DynamicTheta(adjusted, period: 1)
      plainTheta = ThetaMethod(isSparse ? adjusted : season.adjusted)
      self.smoothing = smoothing
      aggregated = AggregatedSmoothing(season.adjusted, period: period)
      ridge = !isSparse && season.strength > Self.weakSeason ? RidgeAutoregression(season.logs, period: period) : nil
      fading = isSparse ? HalvingTrend(season.adjusted, period: period) : nil
      complex = period > 1 ? ComplexSmoothing(season.adjusted) : nil
      var known = season.adjusted
      for place in bridged { known[place] = .nan }
      trends = LocalTrendMixture(known, leastVariance: max(1e-20, rounding * rounding / 12))
      let (least, most) = (values.min() ?? 1, values.max() ?? 1)
      range = (least / 5)...(most * 5)
    }

    /// Below this strength of the season the ridge autoregression is not used, from 1 on it is used alone.
    private static let weakSeason = 0.2

    /// The forecasts of the parts, limited to between a fifth of the smallest and five times the largest figure; empty
    /// for a part that is absent or cannot forecast.
    func paths(_ horizon: Int) -> [[Double]] {
      let line = plainTheta.path(horizon)
      let plain = isSparse ? season.scaled(line) : season.users(line)
      var yearly = plain
      if let ridge {
        let share = min(max((season.strength - Self.weakSeason) / (1 - Self.weakSeason), 0), 1)
        yearly = zip(ridge.path(horizon), plain).map { share * .exp($0) + (1 - share) * $1 }
      }
      var paths = [[Double]](repeating: [], count: Part.allCases.count)
      paths[Part.plainTheta.rawValue] = plain
      paths[Part.ridge.rawValue] = yearly
      paths[Part.aggregated.rawValue] = season.users(aggregated.path(horizon))
      paths[Part.theta.rawValue] = theta.map { season.scaled($0.means(horizon)) } ?? []
      paths[Part.smoothing.rawValue] = smoothing?.means(horizon) ?? []
      paths[Part.fading.rawValue] = fading.map { season.users($0.path(horizon)) } ?? []
      paths[Part.complex.rawValue] = complex.map { season.users($0.path(horizon)) } ?? []
      paths[Part.trends.rawValue] = season.users(trends.path(horizon))
      return paths.map { path in
        path.allSatisfy(\.isFinite) ? path.map { min(max($0, range.lowerBound), range.upperBound) } : []
      }
    }
  }

  /// The parts in the order of their weights.
  private enum Part: Int, CaseIterable {
    case plainTheta, ridge, aggregated, theta, smoothing, fading, complex, trends

    func name(isSparse: Bool) -> String {
      switch self {
      case .plainTheta: isSparse ? "the Theta method" : "Theta in logarithms"
      case .ridge: "a ridge autoregression of yearly changes"
      case .aggregated: "damped trends at several aggregations"
      case .theta: "dynamic optimised Theta"
      case .smoothing: "exponential smoothing (ETS)"
      case .fading: "growth that halves every year"
      case .complex: "complex exponential smoothing"
      case .trends: "local trends"
      }
    }
  }

  private let parts: Parts
  private let weights: [Double]
  /// Whether errors of a small backtest determined the weights; they are equal otherwise.
  let isJudged: Bool
  /// The variance of rounding.
  private let leastVariance: Double

  /// Up to this many figures per year they count as sparse.
  private static let sparsePeriod = 4

  /// Forms of exponential smoothing without trend, or with a damped one.
  private static let fadingForms = SmoothingForm.all.filter { $0.trend != .additive }

  /// Forms for monthly figures have errors of the same kind as their season, which takes a third of the time.
  private static let forms = fadingForms.filter {
    ($0.error == .multiplicative) == ($0.season == .multiplicative)
  }

  /// The names of the parts that take part.
  var partNames: [String] {
    let paths = parts.paths(1)
    return Part.allCases.compactMap { part in
      part == .ridge && parts.ridge == nil || paths[part.rawValue].isEmpty ? nil : part.name(isSparse: parts.isSparse)
    }
  }

  /// The names of the parts whose search for parameters did not end at a minimum.
  var unconverged: [String] {
    (parts.theta?.converged == false ? [Part.theta.name(isSparse: parts.isSparse)] : [])
      + (parts.smoothing?.converged == false ? [Part.smoothing.name(isSparse: parts.isSparse)] : [])
  }

  /// Figures needed.
  static let fewest = 6

  /// - Parameter series: at least ``fewest`` figures.
  init(_ series: RegularSeries) {
    let rounding = series.rounding
    let (values, period) = (series.values, series.period)
    let smoothing = ExponentialSmoothing.best(
      values, period: period, among: period <= Self.sparsePeriod ? Self.fadingForms : Self.forms)
    parts = Parts(values, bridged: series.bridged, rounding: rounding, period: period, smoothing: smoothing)
    leastVariance = rounding * rounding / 12
    (weights, isJudged) = Self.backtest(values, rounding: rounding, period: period, form: smoothing?.form)
  }

  /// Inverse mean squared errors of ln y from the last origins from which a part forecast; equal weights where there are too few figures. The local trends
  /// stand for many models and weigh as much as half of the other parts together.
  ///
  /// Exponential smoothing is judged in the form chosen for all figures, fitted roughly: its choice and a full fit take longer than all
  /// others together.
  private static func backtest(
    _ values: [Double], rounding: Double, period: Int, form: SmoothingForm?
  ) -> (weights: [Double], isJudged: Bool) {
    let n = values.count
    let isSparse = period <= sparsePeriod
    let horizon = min(isSparse ? 2 * max(period, 4) : period, n / 4)
    var sums = [Double](repeating: 0, count: Part.allCases.count)
    var counts = sums
    for number in 0..<(isSparse ? 3 : 2) {
      let count = n - horizon - number * max(1, horizon / 2)
      guard horizon >= 1, count >= max(fewest, period > 1 ? 2 * period + 2 : fewest) else { break }
      let past = Array(values[..<count])
      let smoothing = form.flatMap { ExponentialSmoothing.rough($0, past, period: period) }
      let paths = Parts(past, rounding: rounding, period: period, smoothing: smoothing).paths(horizon)
      for (part, path) in paths.enumerated() where !path.isEmpty {
        counts[part] += 1
        for (h, median) in path.enumerated() {
          let error = Double.log(values[count + h] / median)
          sums[part] += error * error / Double(horizon)
        }
      }
    }
    let errors = zip(sums, counts).map { $0 / max($1, 1) }
    let positive = errors.filter { $0 > 0 }
    var weights = errors.map { _ in 1.0 }
    if let least = positive.min(), let most = positive.max() {
      // A part without an error weighs as the best, one that could not forecast from the past as the worst.
      weights = zip(errors, counts).map { 1 / ($1 == 0 ? most : max($0, least)) }
    }
    weights[Part.trends.rawValue] *= isSparse ? 1.5 : 2.5
    return (weights, !positive.isEmpty)
  }

  private static func mean(_ paths: [[Double]], _ weights: [Double], _ horizon: Int) -> [Double] {
    let used = zip(paths, weights).filter { !$0.0.isEmpty }
    let total = used.reduce(0) { $0 + $1.1 }
    return (0..<horizon).map { h in used.reduce(0) { $0 + $1.0[h] * $1.1 } / total }
  }

  /// Their weighted mean.
  func means(_ horizon: Int) -> [Double] { Self.mean(parts.paths(horizon), weights, horizon) }

  /// The distributions of ln y: about the weighted mean, as wide as local trends and the distance of the mean from theirs make
  /// it, and no wider than the series has ever moved over so many periods.
  ///
  /// The parts were chosen and fitted with the same figures and know nothing of what they leave open; local trends do. What
  /// remains is added: 3/n for smoothing parameters between those of the grid and seasons that change, (h/n)² for a long-run
  /// growth that n periods do not show.
  func distributions(_ horizon: Int) -> [LogDistribution] {
    let n = Double(parts.season.logs.count)
    let moves = HistoricalMoves(parts.season)
    let tails = LogDistribution.degreesOfFreedom(relativeMeanError: parts.trends.relativeMeanError)
    // Errors about a season that took some of the figures are smaller than those to come.
    let scale = n / max(n - parts.season.parameters, n / 4)
    return zip(means(horizon), parts.trends.moments(horizon)).enumerated().map { period, pair in
      let (mean, trend) = pair
      let centre = Double.log(mean)
      let distance = centre - trend.mean - parts.season.index(period)
      let more = parts.season.variance + 2 * distance * distance
      let own = trend.variance * scale
      let variance = own + more
      let fourth = trend.fourth * scale * scale + 6 * own * more + 3 * more * more
      let freedom = min(tails, LogDistribution.degreesOfFreedom(kurtosis: fourth / (variance * variance)))
      let share = Double(period + 1) / n
      let factor = 1 + 3 / n + share * share
      let limited = factor * max(min(variance, moves.limit(period + 1) + parts.season.variance), leastVariance)
      return LogDistribution(
        centre: centre, scale: .sqrt(limited * (freedom - 2) / freedom), degreesOfFreedom: freedom,
        most: moves.most(period + 1))
    }
  }
}
