import LeastSquares
import RealModule
import Univariate

/// One forecast and the actual figure.
public struct BacktestPoint: Sendable, Equatable {
  /// The index of the origin.
  public let origin: Int
  /// The figure.
  public let actual: Double
  /// The forecast.
  public let median: Double
  /// Its intervals.
  public let intervals: [ForecastInterval]
  /// Mean |yₜ − yₜ₋ₘ| of the figures up to the origin.
  public let scale: Double
  /// Mean (yₜ − yₜ₋ₘ)² of the figures up to the origin.
  public let squareScale: Double

  /// One forecast and its figure.
  public init(
    origin: Int, actual: Double, median: Double, intervals: [ForecastInterval], scale: Double, squareScale: Double
  ) {
    self.origin = origin
    self.actual = actual
    self.median = median
    self.intervals = intervals
    self.scale = scale
    self.squareScale = squareScale
  }

  /// Mean pinball loss, max(τ(a − q), (τ − 1)(a − q)), over the ends of the intervals of 10, 20, …, 90 % and the median.
  var pinball: Double {
    func loss(_ quantile: Double, _ tau: Double) -> Double {
      max(tau * (actual - quantile), (tau - 1) * (actual - quantile))
    }
    var sum = loss(median, 0.5)
    var count = 1.0
    for interval in intervals where Backtest.quantileLevels.contains(interval.coverage) {
      sum += loss(interval.lower, (1 - interval.coverage) / 2) + loss(interval.upper, (1 + interval.coverage) / 2)
      count += 2
    }
    return sum / count
  }

  /// Differences below this share of the figure are rounding.
  static let rounding = 1e-9

  /// a − f; 0 where only rounding differs.
  var error: Double { abs(actual - median) <= Self.rounding * actual ? 0 : actual - median }

  /// (ln a − ln f)².
  var squaredLogError: Double { logError * logError }

  /// ln a − ln f; 0 where only rounding differs.
  var logError: Double { error == 0 ? 0 : .log(actual) - .log(max(median, .leastNormalMagnitude)) }

  /// Whether the figure lies within an interval, up to rounding; NaN without such an interval.
  func covered(by coverage: Double) -> Double {
    intervals.first { $0.coverage == coverage }.map {
      $0.lower * (1 - Self.rounding) <= actual && actual <= $0.upper * (1 + Self.rounding) ? 1 : 0
    } ?? .nan
  }
}
