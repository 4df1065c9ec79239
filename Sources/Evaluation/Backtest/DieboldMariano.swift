import LeastSquares
import RealModule

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
  /// The long-run variance of the mean difference takes h − 1 autocovariances, all with weight 1; if that is not above
  /// 0, with Bartlett's weights.
  ///
  /// - Parameters:
  ///   - first: losses of the first method, in the order of the origins.
  ///   - second: losses of the second method, of the same origins.
  ///   - horizon: h, in steps between origins.
  /// The result is nil for fewer than h + 3 origins, or if the losses do not differ.
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
