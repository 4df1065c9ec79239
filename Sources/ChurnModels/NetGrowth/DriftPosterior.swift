import RealModule

/// What the figures say of δ, the share of an error that stays in growth: its restricted likelihood times the prior density
/// 3(1 − δ)².
///
/// The maximum of that likelihood is 0 in many short series whose baseline does drift, and intervals at 0 would be far too
/// short. So δ is estimated by its mean, and its spread enters all standard errors. The prior says that a small drift is
/// likelier than a large one; its mean is ¼.
struct DriftPosterior {
  /// The mean of δ.
  let mean: Double
  /// The standard deviation of δ.
  let deviation: Double
  /// The highest restricted log-likelihood.
  let restrictedLogLikelihood: Double
  /// The sum of squares at the maximum of the likelihood itself.
  let likelihoodSum: Double

  /// The values of √δ at which a step evaluates the likelihood.
  private static let points = 16

  /// Integrates over δ; nil where there is no likelihood at all.
  ///
  /// - Parameter likelihoods: for each of some δ between 0 and 1, the restricted log-likelihood, and the sum of squares that
  ///   determines the likelihood itself; not finite where there is none.
  init?(_ likelihoods: ([Double]) -> [(restricted: Double, sum: Double)]) {
    // In x = √δ, points are dense where likelihoods change most; by midpoints, since the density may be cut off at an end.
    var range = 0.0...1.0
    var best = -Double.infinity
    var least = Double.infinity
    var moments = (weight: 0.0, first: 0.0, second: 0.0)
    for _ in 0..<8 {
      let width = (range.upperBound - range.lowerBound) / Double(Self.points)
      let values = (0..<Self.points).map { range.lowerBound + (Double($0) + 0.5) * width }
      let found = likelihoods(values.map { $0 * $0 })
      let logs = zip(values, found).map { x, found -> Double in
        guard found.restricted.isFinite else { return -.infinity }
        best = max(best, found.restricted)
        // The prior, and dδ = 2x dx.
        return found.restricted + 2 * .log(1 - x * x) + .log(x)
      }
      guard let highest = logs.max(), highest.isFinite else { return nil }
      least = min(least, Self.minimum(of: found.map(\.sum), at: values) { likelihoods([$0 * $0])[0].sum })
      moments = (0, 0, 0)
      for (x, log) in zip(values, logs) {
        let weight = Double.exp(log - highest)
        moments.weight += weight
        moments.first += weight * x * x
        moments.second += weight * x * x * x * x
      }
      let inside = logs.indices.filter { logs[$0] > highest - 12 }
      guard inside.count < Self.points / 2, let first = inside.first, let last = inside.last else { break }
      range = max(range.lowerBound, values[first] - width)...min(range.upperBound, values[last] + width)
    }
    mean = moments.first / moments.weight
    deviation = .sqrt(max(0, moments.second / moments.weight - mean * mean))
    restrictedLogLikelihood = best
    likelihoodSum = least
  }

  /// The least of values at equal distances, or that at the vertex of the parabola through the lowest three if it is less; for the
  /// log-likelihood, right to about a hundredth.
  private static func minimum(of sums: [Double], at places: [Double], value: (Double) -> Double) -> Double {
    guard let lowest = sums.indices.min(by: { sums[$0] < sums[$1] }) else { return .infinity }
    guard lowest > 0, lowest + 1 < sums.count else { return min(sums[lowest], value(lowest == 0 ? 0 : 1)) }
    let (left, right) = (sums[lowest - 1] - sums[lowest], sums[lowest + 1] - sums[lowest])
    let shift = (places[1] - places[0]) * (left - right) / (2 * (left + right))
    guard shift.isFinite else { return sums[lowest] }
    return min(sums[lowest], value(places[lowest] + shift))
  }
}
