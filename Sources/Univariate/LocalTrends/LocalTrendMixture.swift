import LeastSquares
import RealModule
import Sampling

/// Local trends of ln y averaged by their posterior probabilities, so that forecasts and intervals include what a short series
/// leaves open: its present level and growth, how fast both change, and whether growth lasts.
///
/// Source: J. A. Hoeting, D. Madigan, A. E. Raftery and C. T. Volinsky, *Bayesian model averaging: a tutorial*, Statistical
/// Science 14 (1999), 382; for the trends see ``LocalTrend``.
package struct LocalTrendMixture {
  /// The distribution of one period ahead.
  package struct Moments {
    package fileprivate(set) var mean = 0.0
    package fileprivate(set) var variance = 0.0
    /// The fourth central moment.
    package fileprivate(set) var fourth = 0.0
  }

  /// The trends of more than a negligible probability.
  private let trends: [LocalTrend]
  private let z: [Double]

  /// - Parameters:
  ///   - z: ln y without its season, NaN where there is no figure; at least three figures, the first and the last period with one.
  ///   - least: the least variance of an error, that of rounding.
  ///   - negligible: trends less probable than this, relative to the most probable one, are left out.
  package init(_ z: [Double], leastVariance least: Double, negligible: Double = 1e-6) {
    self.z = z
    let first = z[0]
    let growth = (z[z.count - 1] - first) / Double(max(1, z.count - 1))
    var logLikelihoods: [Double] = []
    var all: [LocalTrend] = []
    for block in LocalTrendGrid.blocks {
      let run = LocalTrendRun(block, z, level: first, slope: growth)
      for lane in 0..<block.count {
        guard let (trend, value) = Self.trend(run, lane, level: first, slope: growth, leastVariance: least) else {
          continue
        }
        all.append(trend)
        logLikelihoods.append(value)
      }
    }
    let best = logLikelihoods.max() ?? 0
    var total = 0.0
    var kept: [LocalTrend] = []
    for (var trend, value) in zip(all, logLikelihoods) {
      trend.weight = .exp(value - best)
      guard trend.weight > negligible else { continue }
      total += trend.weight
      kept.append(trend)
    }
    trends = kept.map { trend in
      var trend = trend
      trend.weight /= total
      return trend
    }
  }

  /// A trend with the logarithm of its posterior probability up to a constant; nil if it cannot be estimated.
  ///
  /// Priors are flat in ℓ₀ and ln σ; that of b₀ has the density 1/σ: a slope is no larger than errors are.
  private static func trend(
    _ run: LocalTrendRun, _ lane: Int, level: Double, slope: Double, leastVariance: Double
  ) -> (LocalTrend, Double)? {
    let (a, b, c) = (run.levelLevel[lane], run.levelSlope[lane], run.slopeSlope[lane])
    let (p, q) = (run.levelError[lane], run.slopeError[lane])
    var trend = LocalTrend(
      alpha: run.block.alpha[lane], beta: run.block.beta[lane], damping: run.block.damping[lane])
    var (moved, tilted, determinant) = (0.0, 0.0, a)
    if trend.hasTrend {
      determinant = a * c - b * b
      guard determinant > 1e-12 * a * c else { return nil }
      trend.inverse = (c / determinant, -b / determinant, a / determinant)
      moved = (c * p - b * q) / determinant
      tilted = (a * q - b * p) / determinant
    } else {
      guard a > 0 else { return nil }
      trend.inverse = (1 / a, 0, 0)
      moved = p / a
    }
    trend.freedom = run.figures - (trend.hasTrend ? 2 : 1)
    guard trend.freedom >= 1 else { return nil }
    let squares = max(run.squares[lane] - moved * p - tilted * q, run.figures * leastVariance)
    trend.start = (level + moved, slope + tilted)
    trend.levelByLevel = run.level1[lane]
    trend.slopeByLevel = run.slope1[lane]
    trend.levelBySlope = run.level2[lane]
    trend.slopeBySlope = run.slope2[lane]
    trend.level = run.level0[lane] + moved * trend.levelByLevel + tilted * trend.levelBySlope
    trend.slope = run.slope0[lane] + moved * trend.slopeByLevel + tilted * trend.slopeBySlope
    trend.variance = squares / max(trend.freedom - 2, 1)
    var value = -0.5 * (trend.freedom * .log(squares) + .log(determinant))
    if trend.hasTrend { value -= 0.5 * .log(squares / trend.freedom) }
    return value.isFinite ? (trend, value) : nil
  }

  /// The distributions of ln y of the next periods, without the season.
  package func moments(_ horizon: Int) -> [Moments] {
    var result = [Moments](repeating: Moments(), count: horizon)
    for trend in trends {
      trend.forEachPeriod(horizon) { period, mean, _ in result[period].mean += trend.weight * mean }
    }
    for trend in trends {
      // Student's t with at least 6 degrees of freedom has a fourth moment that is not dominated by its far tails.
      let freedom = max(trend.freedom, 6)
      let kurtosis = 3 * (freedom - 2) / (freedom - 4)
      trend.forEachPeriod(horizon) { period, mean, variance in
        let distance = mean - result[period].mean
        let square = distance * distance
        result[period].variance += trend.weight * (variance + square)
        result[period].fourth +=
          trend.weight * (kurtosis * variance * variance + 6 * variance * square + square * square)
      }
    }
    return result
  }

  /// The means of ``moments(_:)``.
  func path(_ horizon: Int) -> [Double] {
    var result = [Double](repeating: 0, count: horizon)
    for trend in trends {
      trend.forEachPeriod(horizon) { period, mean, _ in result[period] += trend.weight * mean }
    }
    return result
  }

  /// The mean size of the errors relative to their root mean square: 0.80 for normal errors, less where few are large.
  var relativeMeanError: Double {
    var (sum, total) = (0.0, 0.0)
    for trend in trends where trend.weight > 0.01 {
      sum += trend.weight * trend.relativeMeanError(z)
      total += trend.weight
    }
    return total > 0 ? sum / total : 1
  }
}
