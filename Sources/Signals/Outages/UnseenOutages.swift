import RealModule
import Sampling

/// Outages too weak to be found in counts: how many, and how long, by the strengths and lengths of those that were.
struct UnseenOutages {
  private let strengths: OutageStrengths
  private let count: Double
  /// ln hours = intercept + slope (ln strength − centre) + deviation ε.
  private let intercept: Double
  private let slope: Double
  private let centre: Double
  private let deviation: Double
  /// The mean weight of the outages found.
  private let weight: Double

  /// The slope beforehand, and the spread that it is worth.
  private static let priorSlope = 0.5
  private static let priorSpread = 6.0

  /// - Parameters:
  ///   - outages: all of them; those of logs alone are not of interest.
  ///   - steps: the steps of counts that were searched.
  init(_ outages: [ServiceOutage], steps: Int) {
    let found = outages.filter { $0.strength != nil }
    strengths = OutageStrengths(found.compactMap(\.strength), steps: steps)
    count = found.reduce(0) { $0 + $1.certainty }
    let points = found.map { (x: Double.log(max($0.strength ?? 1, 1)), y: Double.log(max(Self.hours($0), 1e-3))) }
    let n = Double(max(points.count, 1))
    centre = points.reduce(0) { $0 + $1.x } / n
    intercept = points.isEmpty ? 0 : points.reduce(0) { $0 + $1.y } / n
    let (centre, intercept) = (centre, intercept)
    let products = points.reduce(0) { $0 + ($1.x - centre) * ($1.y - intercept) }
    let spread = points.reduce(0) { $0 + ($1.x - centre) * ($1.x - centre) }
    // Of a few outages the slope is not known: it stays near that of outages that are both weaker and shorter.
    let slope = (products + Self.priorSlope * Self.priorSpread) / (spread + Self.priorSpread)
    self.slope = slope
    let squares = points.reduce(0) { sum, point in
      let error = point.y - intercept - slope * (point.x - centre)
      return sum + error * error
    }
    deviation = max(0.3, .sqrt(squares / max(1, n - 2)))
    let weights = found.flatMap { $0.disruptions.map(\.weight) }
    weight = weights.isEmpty ? 1 : weights.reduce(0, +) / Double(weights.count)
  }

  /// The expected length of an outage: what is told of it, without what its disruptions are expected to be shorter.
  private static func hours(_ outage: ServiceOutage) -> Double {
    let excess = outage.disruptions.map { Double($0.end.seconds - $0.start.seconds) / 3600 - $0.hours }
    return outage.hours - max(0, excess.min() ?? 0)
  }

  /// What a draw expects of a month: what all months have in common.
  struct Expected {
    let outages: Double
    let hours: Double
    let weightedHours: Double
  }

  /// The number of lengths by which their mean is estimated.
  private static let lengths = 100

  /// Adds a draw of them to the months, by their covered share.
  ///
  /// - Returns: what it expects of a month that is covered as a whole.
  @discardableResult
  func add(to sum: inout DisruptionSum, covered: [Double], _ stream: inout RandomStream) -> Expected {
    let draw = strengths.draw(&stream)
    let months = covered.reduce(0, +)
    // Half an outage more: what the rate is likely to be when none or few were found.
    let rate = min(stream.gamma(shape: count + 0.5) * draw.unseen / max(months, 1e-3), 50)
    for (month, share) in covered.enumerated() {
      // Cannot trap: a count whose mean is at most 50.
      for _ in 0..<Int(stream.poisson(rate * share)) {
        let strength = draw.unseenStrength(&stream)
        let length = Double.exp(intercept + slope * (strength - centre) + deviation * stream.normal())
        sum.add(month: month, hours: min(length, 24), weight: weight)
      }
    }
    let mean =
      (0..<Self.lengths).reduce(0) { total, _ in
        let strength = draw.unseenStrength(&stream)
        let length = Double.exp(intercept + slope * (strength - centre) + deviation * stream.normal())
        return total + min(length, 24)
      } / Double(Self.lengths)
    return Expected(outages: rate, hours: rate * mean, weightedHours: rate * mean * weight)
  }
}
