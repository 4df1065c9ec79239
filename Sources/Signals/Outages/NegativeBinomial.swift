import LeastSquares
import RealModule

/// Negative binomial counts with mean μ and size k: variance μ + μ²/k.
struct NegativeBinomial {
  let mean: Double
  let size: Double

  /// P(N ≥ n), for any n above 0: the regularized incomplete beta function of μ/(μ + k) with n and k, by the F distribution.
  func upperTail(from n: Double) -> Double {
    guard n > 0 else { return 1 }
    return FDistribution(numerator: 2 * n, denominator: 2 * size).cdf(mean / n)
  }

  /// The n, between whole numbers too, with P(N ≥ n) = p.
  func upperQuantile(_ p: Double) -> Double {
    var (low, high) = (0.0, mean + 8 * .sqrt(mean + mean * mean / size) + 4)
    while upperTail(from: high) > p, high < 1e12 { (low, high) = (high, 2 * high) }
    // Differences of logarithms of the tail are nearly straight: false position, and halves where it is slow.
    var (atLow, atHigh) = (-Double.log(p), Double.log(upperTail(from: high) / p))
    for round in 0..<60 where high - low > 1e-6 * high {
      let middle = round % 3 == 2 || !atHigh.isFinite ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow)
      let value = Double.log(upperTail(from: middle) / p)
      if abs(value) < 1e-7 { return middle }
      if value > 0 { (low, atLow) = (middle, value) } else { (high, atHigh) = (middle, value) }
    }
    return (low + high) / 2
  }

  /// The signed root of the deviance of a count, about standard normal.
  @inline(__always)
  static func residual(_ n: Double, mean: Double, size: Double) -> Double {
    let deviance =
      2 * ((n > 0 ? n * .log(n / mean) : 0) - (n + size) * .log((n + size) / (mean + size)))
    return deviance > 0 ? (n > mean ? 1 : -1) * .sqrt(deviance) : 0
  }

  /// ln of the likelihood ratio of a mean r times as large.
  @inline(__always)
  static func logRatio(_ n: Double, mean: Double, size: Double, times r: Double) -> Double {
    n * .log(r) - (n + size) * .log((r * mean + size) / (mean + size))
  }
}
