import LeastSquares
import RealModule

/// Negative binomial counts with mean μ and size k: variance μ + μ²/k.
package struct NegativeBinomial {
  package let mean: Double
  package let size: Double

  package init(mean: Double, size: Double) {
    self.mean = mean
    self.size = size
  }

  /// P(N ≥ n), for any n above 0: the regularized incomplete beta function of μ/(μ + k) with n and k, by the F distribution.
  package func upperTail(from n: Double) -> Double {
    guard n > 0 else { return 1 }
    return FDistribution(numerator: 2 * n, denominator: 2 * size).cdf(mean / n)
  }

  /// The n, between whole numbers too, with P(N ≥ n) = p.
  package func upperQuantile(_ p: Double) -> Double {
    // ln of the tail is concave: from a gamma quantile (Wilson and Hilferty), secants within a bracket.
    let variance = mean + mean * mean / size
    let shape = mean * mean / variance
    let z = Normal.quantile(1 - p)
    let root = max(1 - 1 / (9 * shape) + z / (3 * .sqrt(shape)), 0.1)
    var (low, high) = (0.0, Double.infinity)
    var (before, atBefore) = (0.0, -Double.log(p))
    var n = max(mean * root * root * root, 0.1)
    for _ in 0..<100 {
      let value = Double.log(upperTail(from: n) / p)
      if abs(value) < 1e-6 || (high.isFinite && high - low <= 1e-9 * high) { return n }
      if value > 0 { low = n } else { high = n }
      var next = value.isFinite ? n - value * (n - before) / (value - atBefore) : 0
      (before, atBefore) = (n, value.isFinite ? value : atBefore)
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : 2 * low + 1 }
      n = next
    }
    return n
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
