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
  /// - Parameter likelihood: the restricted log-likelihood of a δ between 0 and 1, and the sum of squares that determines the
  ///   likelihood itself; not finite where there is none.
  init?(_ likelihood: (Double) -> (restricted: Double, sum: Double)) {
    // In x = √δ, points are dense where likelihoods change most; by midpoints, since the density may be cut off at an end.
    var range = 0.0...1.0
    var best = -Double.infinity
    var least = (x: 0.5, sum: Double.infinity)
    var moments = (weight: 0.0, first: 0.0, second: 0.0)
    for _ in 0..<8 {
      let width = (range.upperBound - range.lowerBound) / Double(Self.points)
      let values = (0..<Self.points).map { range.lowerBound + (Double($0) + 0.5) * width }
      let logs = values.map { x -> Double in
        let (restricted, sum) = likelihood(x * x)
        if sum < least.sum { least = (x, sum) }
        guard restricted.isFinite else { return -.infinity }
        best = max(best, restricted)
        // The prior, and dδ = 2x dx.
        return restricted + 2 * .log(1 - x * x) + .log(x)
      }
      guard let highest = logs.max(), highest.isFinite else { return nil }
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
    likelihoodSum = Self.minimum(of: { likelihood($0 * $0).sum }, near: least.x, sum: least.sum, step: 0.04)
  }

  /// The least value of a function near a point by parabolas through three points.
  private static func minimum(of value: (Double) -> Double, near start: Double, sum: Double, step: Double) -> Double {
    var (x, least, step) = (start, sum, step)
    for _ in 0..<3 {
      let (left, right) = (max(0, x - step), min(1, x + step))
      let (low, high) = (value(left), value(right))
      let bend = (high - least) / (right - x) - (least - low) / (x - left)
      let vertex = x - (high - low) / (2 * bend)
      let next = bend > 0 && vertex > 0 && vertex < 1 ? value(vertex) : .infinity
      for (place, sum) in [(left, low), (right, high), (vertex, next)] where sum < least { (x, least) = (place, sum) }
      step /= 4
    }
    return least
  }
}
