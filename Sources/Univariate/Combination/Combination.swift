import LeastSquares
import RealModule
import Sampling
import Series

/// A mean of forecasters without drivers whose errors differ, with weights inverse to their mean squared errors in a
/// small backtest.
///
/// Monthly figures: dynamic optimised Theta, the Theta method on ln y with a shrunk season, exponential smoothing of least AICc,
/// damped trends at several levels of aggregation, and a ridge autoregression of yearly changes, which is blended into
/// the second where the season is weak. Quarterly and yearly figures are few and span the growth of a platform from its
/// start: there the parts are those with fading trends, and growth that halves every year.
///
/// Source: J. M. Bates and C. W. J. Granger, *The combination of forecasts*, Operational Research Quarterly 20 (1969), 451.
package struct Combination {
  /// The parts, each able to forecast or not.
  private struct Parts {
    let season: ShrunkSeason
    let theta: DynamicTheta?
    let isSparse: Bool
    let logTheta: LogTheta?
    let smoothing: ExponentialSmoothing?
    let aggregated: AggregatedSmoothing
    let ridge: RidgeAutoregression?
    let fading: HalvingTrend?
    let range: ClosedRange<Double>

    init(_ values: [Double], period: Int, smooths: Bool) {
      season = ShrunkSeason(values, period: period)
      isSparse = period <= Combination.sparsePeriod
      theta = isSparse ? nil : DynamicTheta(values, period: period)
      logTheta = isSparse ? nil : LogTheta(season.adjusted)
      smoothing =
        smooths
        ? ExponentialSmoothing.best(
          values, period: period, among: isSparse ? Combination.fadingForms : Combination.forms) : nil
      aggregated = AggregatedSmoothing(season.adjusted, period: period)
      ridge = !isSparse && season.strength > Self.weakSeason ? RidgeAutoregression(season.logs, period: period) : nil
      fading = isSparse ? HalvingTrend(season.adjusted, period: period) : nil
      let (least, most) = (values.min() ?? 1, values.max() ?? 1)
      range = (least / 5)...(most * 5)
    }

    /// Below this strength of the season the ridge autoregression is not used, from 1 on it is used alone.
    private static let weakSeason = 0.2

    /// The forecasts of the parts, limited to between a fifth of the smallest and five times the largest figure; empty
    /// for a part that is absent or cannot forecast.
    func paths(_ horizon: Int) -> [[Double]] {
      let plain = logTheta.map { season.users($0.path(horizon)) } ?? []
      var yearly = plain
      if let ridge {
        let share = min(max((season.strength - Self.weakSeason) / (1 - Self.weakSeason), 0), 1)
        yearly = zip(ridge.path(horizon), plain).map { share * .exp($0) + (1 - share) * $1 }
      }
      var paths = [[Double]](repeating: [], count: Part.allCases.count)
      paths[Part.logTheta.rawValue] = plain
      paths[Part.ridge.rawValue] = yearly
      paths[Part.aggregated.rawValue] = season.users(aggregated.path(horizon))
      paths[Part.theta.rawValue] = theta?.means(horizon) ?? []
      paths[Part.smoothing.rawValue] = smoothing?.means(horizon) ?? []
      paths[Part.fading.rawValue] = fading.map { season.users($0.path(horizon)) } ?? []
      return paths.map { path in
        path.allSatisfy(\.isFinite) ? path.map { min(max($0, range.lowerBound), range.upperBound) } : []
      }
    }
  }

  /// The parts in the order of their weights.
  private enum Part: Int, CaseIterable {
    case logTheta, ridge, aggregated, theta, smoothing, fading
  }

  private let parts: Parts
  private let weights: [Double]
  /// Squared errors of the mean in the small backtest, [origin][period ahead].
  private let squares: [[Double]]

  /// Up to this many figures per year they count as sparse.
  private static let sparsePeriod = 4

  /// Forms of exponential smoothing without trend, or with a damped one.
  private static let fadingForms = SmoothingForm.all.filter { $0.trend != .additive }

  /// Forms for monthly figures have errors of the same kind as their season, which takes a third of the time.
  private static let forms = fadingForms.filter {
    ($0.error == .multiplicative) == ($0.season == .multiplicative)
  }

  /// The names of the parts for a number of figures per year.
  package static func partNames(period: Int) -> [String] {
    period <= sparsePeriod
      ? ["exponential smoothing (ETS)", "damped trends at several aggregations", "growth that halves every year"]
      : [
        "dynamic optimised Theta", "Theta in logarithms", "exponential smoothing (ETS)",
        "damped trends at several aggregations", "a ridge autoregression of yearly changes",
      ]
  }

  /// Figures needed.
  static let fewest = 6

  /// - Parameters:
  ///   - values: y, at least ``fewest`` figures above 0.
  ///   - period: figures per year.
  init(_ values: [Double], period: Int) {
    parts = Parts(values, period: period, smooths: true)
    (weights, squares) = Self.backtest(values, period: period)
  }

  /// Inverse mean squared errors of ln y from the last origins, and the errors of the mean with these weights; equal weights
  /// where there are too few figures.
  ///
  /// Exponential smoothing with monthly seasons takes longer than all others together. It has the weight of the damped trends
  /// there, whose errors are similar.
  private static func backtest(_ values: [Double], period: Int) -> (weights: [Double], squares: [[Double]]) {
    let n = values.count
    let isSparse = period <= sparsePeriod
    let horizon = min(isSparse ? 2 * max(period, 4) : period, n / 4)
    var sums = [Double](repeating: 0, count: Part.allCases.count)
    var origins: [(count: Int, paths: [[Double]])] = []
    for number in 0..<(isSparse ? 3 : 2) {
      let count = n - horizon - number * max(1, horizon / 2)
      guard horizon >= 1, count >= max(fewest, period > 1 ? 2 * period + 2 : fewest) else { break }
      let paths = Parts(Array(values[..<count]), period: period, smooths: isSparse).paths(horizon)
      for (part, path) in paths.enumerated() {
        for (h, median) in path.enumerated() {
          let error = Double.log(values[count + h] / median)
          sums[part] += error * error / Double(horizon)
        }
      }
      origins.append((count, paths))
    }
    if sums[Part.smoothing.rawValue] == 0 { sums[Part.smoothing.rawValue] = sums[Part.aggregated.rawValue] }
    let weights = sums.map { $0 > 0 ? 1 / $0 : 1 }
    let squares = origins.map { origin in
      mean(origin.paths, weights, horizon).enumerated().map { h, median in
        let error = Double.log(values[origin.count + h] / median)
        return error * error
      }
    }
    return (weights, squares)
  }

  private static func mean(_ paths: [[Double]], _ weights: [Double], _ horizon: Int) -> [Double] {
    let used = zip(paths, weights).filter { !$0.0.isEmpty }
    let total = used.reduce(0) { $0 + $1.1 }
    return (0..<horizon).map { h in used.reduce(0) { $0 + $1.0[h] * $1.1 } / total }
  }

  /// Their weighted mean.
  func means(_ horizon: Int) -> [Double] { Self.mean(parts.paths(horizon), weights, horizon) }

  /// Standard errors of ln y: those of the parts, widened if the small backtest was worse than they imply.
  ///
  /// A model chosen and fitted to the same figures is overconfident; its errors out of sample show by how
  /// much. Intervals are never made narrower.
  func standardErrors(_ horizon: Int) -> [Double] {
    let longest = max(horizon, squares.first?.count ?? 0)
    let own = ownErrors(longest)
    var ratios: [Double] = []
    for origin in squares {
      for (h, square) in origin.enumerated() where own[h] > 0 { ratios.append(square / (own[h] * own[h])) }
    }
    let mean = ratios.isEmpty ? 1 : ratios.reduce(0, +) / Double(ratios.count)
    let factor = min(max(1, Double.sqrt(mean)), 3)
    return own[..<horizon].map { $0 * factor }
  }

  /// The mean of the standard errors of Theta and of exponential smoothing, relative to their forecasts.
  private func ownErrors(_ horizon: Int) -> [Double] {
    var all: [[Double]] = []
    let least = parts.range.lowerBound
    if let theta = parts.theta {
      all.append(zip(theta.standardErrors(horizon), theta.means(horizon)).map { $0 / max($1, least) })
    }
    if let smoothing = parts.smoothing {
      let means = smoothing.means(horizon)
      let errors: [Double]
      if smoothing.form.error == .additive {
        errors = smoothing.standardErrors(horizon)
      } else {
        errors = smoothing.paths(horizon, draws: 200, seed: 1).map { draws in
          // Half the width of the central 68.3 %, which outlying paths do not affect.
          let ends = quantiles(of: draws, probabilities: [0.15866, 0.84134])
          return (ends[1] - ends[0]) / 2
        }
      }
      all.append(zip(errors, means).map { $0 / max($1, least) })
    }
    return (0..<horizon).map { h in all.isEmpty ? 0 : all.reduce(0) { $0 + $1[h] } / Double(all.count) }
  }
}
