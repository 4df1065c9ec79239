import LeastSquares
import RealModule

/// How good forecasts of one method and horizon were.
public struct Accuracy: Sendable, Equatable {
  /// Forecasts compared with figures.
  public let count: Int
  /// Mean |a − f|, in users.
  public let meanAbsoluteError: Double
  /// √ mean (a − f)², in users.
  public let rootMeanSquareError: Double
  /// Mean |a − f|/a.
  public let meanAbsolutePercentageError: Double
  /// Mean 2|a − f|/(|a| + |f|).
  public let symmetricError: Double
  /// Mean |a − f| over that of the seasonal naive forecast one step ahead in the figures up to the origin (MASE).
  public let scaledError: Double
  /// √ mean (a − f)² over the mean square of the same (RMSSE).
  public let scaledSquareError: Double
  /// Mean (f − a)/a; above 0 the forecasts are too high.
  public let bias: Double
  /// Mean pinball loss over the quantiles 5, 10, …, 95 %, in users.
  public let pinball: Double
  /// Continuous ranked probability score, 2 ∫ pinball, by the same quantiles, in users.
  public let rankedProbabilityScore: Double
  /// The shares of figures within the intervals, in the order of the levels.
  public let coverage: [Double]
  /// Mean width of the intervals relative to the median, in the order of the levels.
  public let width: [Double]
}

extension Accuracy {
  /// Accuracy of forecasts.
  ///
  /// - Parameters:
  ///   - points: forecasts with their figures, at least one.
  ///   - levels: how many of the intervals count; the others serve the quantile scores.
  public init(_ points: [BacktestPoint], levels: [Double]) {
    let n = Double(points.count)
    func mean(_ value: (BacktestPoint) -> Double) -> Double { points.reduce(0) { $0 + value($1) } / n }
    count = points.count
    meanAbsoluteError = mean { abs($0.actual - $0.median) }
    rootMeanSquareError = .sqrt(mean { ($0.actual - $0.median) * ($0.actual - $0.median) })
    meanAbsolutePercentageError = mean { abs($0.actual - $0.median) / $0.actual }
    symmetricError = mean { 2 * abs($0.actual - $0.median) / (abs($0.actual) + abs($0.median)) }
    scaledError = mean { abs($0.actual - $0.median) / $0.scale }
    scaledSquareError = .sqrt(mean { ($0.actual - $0.median) * ($0.actual - $0.median) / $0.squareScale })
    bias = mean { ($0.median - $0.actual) / $0.actual }
    let losses = mean(\.pinball)
    pinball = losses
    rankedProbabilityScore = 2 * losses
    coverage = levels.map { level in
      mean { point in
        point.intervals.first { $0.level == level }.map { ($0.lower...$0.upper).contains(point.actual) ? 1 : 0 } ?? .nan
      }
    }
    width = levels.map { level in
      mean { point in
        point.intervals.first { $0.level == level }.map { ($0.upper - $0.lower) / point.median } ?? .nan
      }
    }
  }
}

/// One forecast and the figure it was about.
public struct BacktestPoint: Sendable, Equatable {
  /// The number of the origin.
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
    for interval in intervals where Backtest.quantileLevels.contains(interval.level) {
      sum += loss(interval.lower, (1 - interval.level) / 2) + loss(interval.upper, (1 + interval.level) / 2)
      count += 2
    }
    return sum / count
  }

  /// (ln a − ln f)².
  var squaredLogError: Double {
    let error = Double.log(actual) - .log(max(median, .leastNormalMagnitude))
    return error * error
  }
}

/// The test of Diebold and Mariano for equal accuracy with the small-sample correction of Harvey, Leybourne and Newbold.
public struct DieboldMariano: Sendable, Equatable {
  /// The mean of the differences of losses; below 0 the first method is better.
  public let difference: Double
  /// The corrected statistic.
  public let statistic: Double
  /// Two-sided, by Student's t with n − 1 degrees of freedom.
  public let pValue: Double

  /// Compares two methods.
  ///
  /// The long-run variance of the mean difference takes h − 1 autocovariances, all with weight 1; where that is not above 0, with
  /// Bartlett's weights.
  ///
  /// - Parameters:
  ///   - first: losses of the first method, in the order of the origins.
  ///   - second: losses of the second method, of the same origins.
  ///   - horizon: h, in steps between origins.
  /// The result is nil for fewer than h + 3 origins, or where the losses do not differ.
  ///
  /// Source: F. X. Diebold and R. S. Mariano, Journal of Business and Economic Statistics 13 (1995), 253; D. Harvey,
  /// S. Leybourne and P. Newbold, International Journal of Forecasting 13 (1997), 281.
  public init?(_ first: [Double], _ second: [Double], horizon: Int) {
    let n = first.count
    guard n == second.count, n >= horizon + 3, horizon >= 1 else { return nil }
    let d = zip(first, second).map { $0 - $1 }
    let mean = d.reduce(0, +) / Double(n)
    func autocovariance(_ lag: Int) -> Double {
      var sum = 0.0
      for t in lag..<n { sum += (d[t] - mean) * (d[t - lag] - mean) }
      return sum / Double(n)
    }
    let own = autocovariance(0)
    guard own > 0 else { return nil }
    let others = (1..<max(1, horizon)).map(autocovariance)
    var variance = own + 2 * others.reduce(0, +)
    if variance <= 0 {
      variance = own
      for (index, value) in others.enumerated() { variance += 2 * (1 - Double(index + 1) / Double(horizon)) * value }
    }
    guard variance > 0 else { return nil }
    let (count, h) = (Double(n), Double(horizon))
    let correction = Double.sqrt((count + 1 - 2 * h + h * (h - 1) / count) / count)
    difference = mean
    statistic = correction * mean / .sqrt(variance / count)
    pValue = StudentT(degreesOfFreedom: count - 1).twoSidedTail(statistic)
  }
}
