import RealModule

/// Weights of counts in estimates of what is usual: 1, (2/d)² and 0 for residuals |d| < 2, up to 2.58 and above; and what they take away from usual
/// counts. A single report always counts: where hardly any are usual, all of them would be far away.
///
/// Where few reports are usual, one more is far from the mean, and means of weighted counts would be too small. The expected share of what is left, E[wN | |d| ≤ 2.58]/μ, puts that right.
struct ResidualWeight {
  let size: Double
  /// ln of the first mean of the table, and the distance of two.
  private static let first = Double.log(0.01)
  private static let step = 0.35
  /// E[wN]/μ of counts that are not too far away, by mean, up to about 60; more are not asymmetric.
  private let shares: [Double]

  /// Counts further away count neither as reports nor as what was expected.
  private static let farthest = 2.58

  init(size: Double) {
    self.size = size
    shares = (0..<26).map { place in
      let mean = Double.exp(Self.first + Self.step * Double(place))
      // Probabilities from 0 upwards by their ratios.
      var probability = Double.exp(size * .log(size / (size + mean)))
      var (sum, reached, n) = (0.0, probability, 0.0)
      var near = Self.weight(abs(NegativeBinomial.residual(0, mean: mean, size: size))) > 0 ? probability : 0
      while reached < 1 - 1e-9, n < 4000 {
        probability *= (n + size) / (n + 1) * mean / (mean + size)
        n += 1
        reached += probability
        let weight = n == 1 ? 1 : Self.weight(abs(NegativeBinomial.residual(n, mean: mean, size: size)))
        sum += probability * n * weight
        if weight > 0 { near += probability }
      }
      return sum > 0 ? sum / (mean * near) : 1
    }
  }

  private static func weight(_ residual: Double) -> Double {
    residual < 2 ? 1 : residual > farthest ? 0 : 4 / (residual * residual)
  }

  /// The weight of a count, and the weight that is expected; both 0 where there is no count, or an outage.
  func weights(_ count: Double, mean: Double) -> (count: Double, expected: Double) {
    guard !count.isNaN else { return (0, 0) }
    let distance = count - mean
    let expected = expected(mean)
    if count <= 1, count >= mean { return (1, expected) }
    // The root of the deviance is below Pearson's residual above the mean, and no more than 2 near below it.
    if distance * distance < (distance > 0 ? 4 : 1.2) * (mean + mean * mean / size) { return (1, expected) }
    let residual = abs(NegativeBinomial.residual(count, mean: mean, size: size))
    return residual > Self.farthest ? (0, 0) : (Self.weight(residual), expected)
  }

  private func expected(_ mean: Double) -> Double {
    let place = (Double.log(mean) - Self.first) / Self.step
    guard place > 0 else { return shares[0] }
    // Cannot trap: a logarithm over its step, above 0.
    let low = min(Int(place), shares.count - 2)
    return shares[low] + min(place - Double(low), 1) * (shares[low + 1] - shares[low])
  }
}
