import LeastSquares
import RealModule
import Series

/// The equal-weight mean of five plain forecasters that err in different ways: dynamic optimised Theta, the Theta method on
/// ln y with a shrunk season, exponential smoothing of least AICc, damped trends at several levels of aggregation, and a ridge
/// autoregression of yearly changes, which fades into the second where the season is weak.
///
/// Equal weights are hard to beat (J. M. Bates and C. W. J. Granger, Operational Research Quarterly 20 (1969), 451; R. T. Clemen,
/// International Journal of Forecasting 5 (1989), 559).
struct Combination {
  private let season: ShrunkSeason
  private let theta: DynamicTheta?
  private let logTheta: LogTheta
  private let smoothing: ExponentialSmoothing?
  private let aggregated: AggregatedSmoothing
  private let ridge: RidgeAutoregression?
  private let range: ClosedRange<Double>

  /// Figures needed.
  static let fewest = 6

  /// - Parameters:
  ///   - values: y, at least ``fewest`` figures above 0.
  ///   - period: figures a year.
  init(_ values: [Double], period: Int) {
    season = ShrunkSeason(values, period: period)
    theta = DynamicTheta(values, period: period)
    logTheta = LogTheta(season.adjusted)
    smoothing = ExponentialSmoothing.best(values, period: period)
    aggregated = AggregatedSmoothing(season.adjusted, period: period)
    ridge = season.strength > Self.weakSeason ? RidgeAutoregression(season.logs, period: period) : nil
    let (least, most) = (values.min() ?? 1, values.max() ?? 1)
    range = (least / 5)...(most * 5)
  }

  /// Below this strength of the season the ridge autoregression is not used, above 1 it is used alone.
  private static let weakSeason = 0.2

  /// The forecasts of the components that can be made, within a fifth of the least and five times the largest figure.
  func components(_ horizon: Int) -> [[Double]] {
    let logTheta = season.users(logTheta.path(horizon))
    var all = [logTheta, season.users(aggregated.path(horizon))]
    if let theta { all.append(theta.means(horizon)) }
    if let smoothing { all.append(smoothing.means(horizon)) }
    if let ridge {
      let share = min(max((season.strength - Self.weakSeason) / (1 - Self.weakSeason), 0), 1)
      all.append(zip(ridge.path(horizon), logTheta).map { share * .exp($0) + (1 - share) * $1 })
    } else {
      all.append(logTheta)
    }
    return all.filter { $0.allSatisfy(\.isFinite) }.map { path in
      path.map { min(max($0, range.lowerBound), range.upperBound) }
    }
  }

  /// Their mean.
  func means(_ horizon: Int) -> [Double] {
    let all = components(horizon)
    return (0..<horizon).map { h in all.reduce(0) { $0 + $1[h] } / Double(all.count) }
  }

  /// Standard errors of ln y: the mean of those of Theta and of exponential smoothing, relative to their forecasts.
  func standardErrors(_ horizon: Int) -> [Double] {
    var all: [[Double]] = []
    if let theta { all.append(zip(theta.standardErrors(horizon), theta.means(horizon)).map { $0 / max($1, range.lowerBound) }) }
    if let smoothing {
      let means = smoothing.means(horizon)
      let errors: [Double]
      if smoothing.form.error == .additive {
        errors = smoothing.standardErrors(horizon)
      } else {
        errors = smoothing.paths(horizon, draws: 200, seed: 1).map { draws in
          // Half the width of the central 68.3 %, which wild paths do not move.
          let ends = quantiles(of: draws, probabilities: [0.15866, 0.84134])
          return (ends[1] - ends[0]) / 2
        }
      }
      all.append(zip(errors, means).map { $0 / max($1, range.lowerBound) })
    }
    return (0..<horizon).map { h in all.isEmpty ? 0 : all.reduce(0) { $0 + $1[h] } / Double(all.count) }
  }
}
