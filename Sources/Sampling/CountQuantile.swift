import RealModule

/// Quantiles of a Poisson or negative binomial distribution, by which a normal deviate becomes a count.
///
/// Where the largest counts are not too many, by the summed probabilities, with a table of where to begin (H.-C. Chen and
/// Y. Asau, AIIE Transactions 6 (1974), 163); otherwise by the Cornish–Fisher expansion μ + σ (z + γ (z² − 1)/6), γ the
/// skewness, whose error for Poisson is below one count there in all but the far tails (E. A. Cornish and R. A. Fisher,
/// Revue de l'Institut International de Statistique 5 (1938), 307).
package struct CountQuantile: Sendable, Equatable {
  /// The mean.
  package let rate: Double
  /// The size of a negative binomial, whose variance is rate + rate²/size; ∞ for Poisson.
  package let size: Double
  /// P(count ≤ k) for the first counts.
  private let sums: [Double]
  /// The first count whose sum reaches i/``slots``.
  private let guide: [Int32]

  private static let largestSummed = 500.0
  private static let longestTail = 100_000.0
  private static let slots = 1024.0

  /// The quantiles of counts of a mean.
  ///
  /// - Parameters:
  ///   - rate: the mean.
  ///   - size: the size of a negative binomial, above 0; ∞ for Poisson.
  package init(rate: Double, size: Double = .infinity) {
    self.rate = rate
    self.size = size
    // The tail of a negative binomial falls by the factor rate/(rate + size) a count.
    guard rate > 0, rate <= Self.largestSummed, 40 * rate / size <= Self.longestTail else {
      sums = []
      guide = []
      return
    }
    let odds = size.isFinite ? rate / (rate + size) : 0
    var sums: [Double] = []
    // Cannot trap: rates up to 500 and tails up to 100,000 only.
    sums.reserveCapacity(Int(rate + 10 * rate.squareRoot() + 40 * rate / size) + 20)
    var term = size.isFinite ? Double.exp(size * .log(onePlus: -odds)) : .exp(-rate)
    var sum = term
    var k = 0.0
    while true {
      sums.append(sum)
      // The rest of the distribution is below the last digit.
      if k > rate, term < 1e-17 { break }
      k += 1
      term *= size.isFinite ? odds * (size + k - 1) / k : rate / k
      sum += term
    }
    // Cannot trap: a constant.
    var guide = [Int32](repeating: 0, count: Int(Self.slots))
    var first = 0
    for slot in guide.indices {
      while first < sums.count - 1, sums[first] < Double(slot) / Self.slots { first += 1 }
      guide[slot] = Int32(first)
    }
    self.sums = sums
    self.guide = guide
  }

  /// The smallest count k with P(count ≤ k) ≥ Φ(normal).
  ///
  /// - Parameters:
  ///   - normal: a standard normal deviate.
  ///   - probability: Φ(normal).
  /// - Returns: a count.
  @inline(__always)
  package func value(normal: Double, probability: Double) -> Double {
    guard rate > 0 else { return 0 }
    if sums.isEmpty {
      // σγ = 1 + 2 rate/size.
      let deviation = Double.sqrt(rate + rate * rate / size)
      return max(0, (rate + deviation * normal + (1 + 2 * rate / size) * (normal * normal - 1) / 6).rounded())
    }
    // Cannot trap: probabilities are those of finite deviates, from 0 to 1.
    var k = Int(guide[min(Int(probability * Self.slots), guide.count - 1)])
    while k < sums.count - 1, sums[k] < probability { k += 1 }
    return Double(k)
  }

  /// The next count of a stream: by the sums, or where there are none, as a Poisson count of a gamma rate.
  package func next(_ stream: inout RandomStream) -> Double {
    guard rate > 0 else { return 0 }
    if !sums.isEmpty { return value(normal: 0, probability: stream.uniform()) }
    return stream.poisson(size.isFinite ? rate * stream.gamma(shape: size) / size : rate)
  }

  /// The counts of eight draws for each month.
  ///
  /// - Parameters:
  ///   - counts: receives the counts.
  ///   - months: which months.
  ///   - normals: standard normal deviates by month.
  ///   - probabilities: Φ of these.
  package func draw(_ counts: inout [Lanes], _ months: Range<Int>, normals: [Lanes], probabilities: [Lanes]) {
    guard rate > 0, !sums.isEmpty else {
      for month in months {
        for lane in 0..<8 {
          counts[month][lane] = value(normal: normals[month][lane], probability: probabilities[month][lane])
        }
      }
      return
    }
    let (last, lastSlot) = (sums.count - 1, guide.count - 1)
    let (sums, guide) = (sums.span, guide.span)
    var places = counts.mutableSpan
    for month in months {
      let p = probabilities[month]
      // Literal lane indices, because a register's lanes cannot be indexed by a variable.
      places[month] = Lanes(
        count(p[0]), count(p[1]), count(p[2]), count(p[3]), count(p[4]), count(p[5]), count(p[6]), count(p[7]))
    }
    @inline(__always)
    func count(_ probability: Double) -> Double {
      // Cannot trap: probabilities are those of finite deviates, from 0 to 1.
      var k = Int(guide[min(Int(probability * Self.slots), lastSlot)])
      while k < last, sums[k] < probability { k += 1 }
      return Double(k)
    }
  }
}
