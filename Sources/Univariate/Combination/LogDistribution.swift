import LeastSquares
import RealModule

/// A distribution of ln y: Student's t about a centre.
struct LogDistribution {
  let centre: Double
  /// The scale of t; the standard deviation is √(ν/(ν − 2)) times that.
  let scale: Double
  /// ν.
  let degreesOfFreedom: Double
  /// The largest ln y to which an interval reaches.
  var most = Double.infinity

  /// The half of the width of a central interval.
  func halfWidth(coverage: Double) -> Double {
    scale * StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(coverage: coverage)
  }

  /// The fewest degrees of freedom: below them, variances would say little about the width.
  private static let fewest = 4.0
  /// As good as normal.
  private static let most = 200.0

  /// ν with a kurtosis of 3 + 6/(ν − 4).
  static func degreesOfFreedom(kurtosis: Double) -> Double {
    kurtosis > 3 + 6 / (most - fewest) ? min(most, 4 + 6 / (kurtosis - 3)) : most
  }

  /// ν with E|T| relative to the root of E T², which is 0.798 for normal errors and 0.707 for ν = 4.
  ///
  /// Source: R. C. Geary, Biometrika 27 (1935), 310.
  static func degreesOfFreedom(relativeMeanError ratio: Double) -> Double {
    guard ratio < relativeMeanError(most) else { return most }
    guard ratio > relativeMeanError(fewest) else { return fewest }
    var (low, high) = (fewest, most)
    for _ in 0..<30 {
      let middle = Double.sqrt(low * high)
      if relativeMeanError(middle) < ratio { low = middle } else { high = middle }
    }
    return low
  }

  /// 2√(ν − 2) Γ((ν + 1)/2) / (√π (ν − 1) Γ(ν/2)).
  private static func relativeMeanError(_ freedom: Double) -> Double {
    2 * .sqrt((freedom - 2) / .pi) / (freedom - 1)
      * .exp(Double.logGamma((freedom + 1) / 2) - Double.logGamma(freedom / 2))
  }
}
