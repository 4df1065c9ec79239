import LeastSquares
import RealModule
import Univariate

/// The accuracy of the forecasts of one method at one horizon.
public struct Accuracy: Sendable, Equatable {
  /// The number of forecasts compared with figures.
  public let count: Int
  /// Mean |a − f|, in users.
  public let meanAbsoluteError: Double
  /// √ mean (a − f)², in users.
  public let rootMeanSquareError: Double
  /// Mean |a − f|/a.
  public let meanAbsolutePercentageError: Double
  /// Mean 2|a − f|/(|a| + |f|).
  public let symmetricError: Double
  /// Mean |a − f| relative to that of the one-step seasonal naive forecast in the figures up to the origin (MASE).
  public let scaledError: Double
  /// √ mean (a − f)² over the mean square of the same (RMSSE).
  public let scaledSquareError: Double
  /// Mean (f − a)/a; above 0, the forecasts are too high.
  public let bias: Double
  /// Mean pinball loss over the quantiles 5, 10, …, 95 %, in users.
  public let pinball: Double
  /// Continuous ranked probability score, 2 ∫ pinball, from the same quantiles, in users.
  public let rankedProbabilityScore: Double
  /// The shares of figures within the intervals, in the order of the coverages.
  public let coverage: [Double]
  /// Mean width of the intervals relative to the median, in the order of the coverages.
  public let width: [Double]
}

extension Accuracy {
  /// Accuracy of forecasts.
  ///
  /// - Parameters:
  ///   - points: forecasts with their figures, at least one.
  ///   - coverages: the number of intervals to report; the others serve the quantile scores.
  public init(_ points: [BacktestPoint], coverages: [Double]) {
    let n = Double(points.count)
    func mean(_ value: (BacktestPoint) -> Double) -> Double { points.reduce(0) { $0 + value($1) } / n }
    count = points.count
    meanAbsoluteError = mean { abs($0.error) }
    rootMeanSquareError = .sqrt(mean { $0.error * $0.error })
    meanAbsolutePercentageError = mean { abs($0.error) / $0.actual }
    symmetricError = mean { 2 * abs($0.error) / (abs($0.actual) + abs($0.median)) }
    scaledError = mean { abs($0.error) / $0.scale }
    scaledSquareError = .sqrt(mean { $0.error * $0.error / $0.squareScale })
    bias = mean { -$0.error / $0.actual }
    let losses = mean(\.pinball)
    pinball = losses
    rankedProbabilityScore = 2 * losses
    coverage = coverages.map { coverage in mean { $0.covered(by: coverage) } }
    width = coverages.map { coverage in
      mean { point in
        point.intervals.first { $0.coverage == coverage }.map { ($0.upper - $0.lower) / point.median } ?? .nan
      }
    }
  }
}
