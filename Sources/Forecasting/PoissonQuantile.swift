import RealModule

/// Quantiles of a Poisson distribution, by which a normal deviate becomes a count.
///
/// Up to a rate of 500 by the summed probabilities; above by the Cornish–Fisher expansion, whose error is below one count
/// there in all but the far tails (E. A. Cornish and R. A. Fisher, Revue de l'Institut International de Statistique 5
/// (1938), 307).
struct PoissonQuantile {
  /// λ.
  let rate: Double
  /// The normal deviate below which the count is k, for the first counts.
  private let sums: [Double]

  private static let largestSummed = 500.0

  init(rate: Double) {
    self.rate = rate
    guard rate > 0, rate <= Self.largestSummed else {
      sums = []
      return
    }
    var sums: [Double] = []
    var sum = 0.0
    let end = rate + 10 * Double.sqrt(rate) + 20
    var logTerm = -rate
    var k = 0.0
    while k <= end {
      sum += .exp(logTerm)
      sums.append(sum)
      if sum >= 1 - 1e-15, k > rate { break }
      k += 1
      logTerm += .log(rate / k)
    }
    self.sums = sums
  }

  /// The count whose probability of not being exceeded first reaches Φ(normal).
  func value(normal: Double) -> Double {
    guard rate > 0 else { return 0 }
    if sums.isEmpty {
      return max(0, (rate + Double.sqrt(rate) * normal + (normal * normal - 1) / 6).rounded())
    }
    let probability = 0.5 * Double.erfc(-normal * 0.5.squareRoot())
    // From the count that the normal approximation gives, up or down.
    var k = min(max(0, Int(rate + Double.sqrt(rate) * normal)), sums.count - 1)
    while k > 0, sums[k - 1] >= probability { k -= 1 }
    while k < sums.count - 1, sums[k] < probability { k += 1 }
    return Double(k)
  }
}
