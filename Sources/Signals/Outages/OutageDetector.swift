import LeastSquares
import RealModule

/// Finds outages in counts of user reports: windows of 1, 2, 4 and 8 steps with far more reports than is usual.
///
/// Counts are negative binomial about a ``UsualLevel``, with a size of its own for every length of window. Windows with P(N ≥ n) below ``level``
/// are flagged and grown by neighbours with residuals above 1.645. Within them lies the core, the window of greatest likelihood ratio; the outage
/// extends as long as counts are likelier with 0.55 of the core's excess than without any.
///
/// Source: scan statistics as in M. Kulldorff, Communications in Statistics 26 (1997), 1481; the quasi-likelihood ratio as in A. Noufaily et al.
/// (2013).
public struct OutageDetector: Sendable {
  /// The lengths of windows in steps.
  private static let lengths = [1, 2, 4, 8]
  /// The largest probability of a window without an outage.
  public static let level = 2e-6
  /// Residuals above this may have a probability below the level; only they are looked at.
  private static let screen = 3.3
  private static let growth = 1.645
  /// The share of the core's excess with which a step still belongs to the outage, and the least ratio to what is usual.
  private static let edgeShare = 0.55
  private static let edgeRatio = 1.5
  /// How many steps before and after a flagged window are looked at, and the longest core.
  private static let reach = 8
  private static let longestCore = 16

  /// What is usual.
  public let usual: [Double]
  /// What repeats in what is usual.
  public let profile: UsualLevel.Profile
  /// The outages in order.
  public private(set) var outages: [CountOutage] = []
  private let counts: [Double]
  /// The parts of a step at which an outage may begin; 1 where steps are shorter than twice the time that reports take to rise.
  public let parts: Int
  /// The size of sums over every length of window.
  private var sizes: [Double] = []
  /// Sums of counts and means before every step.
  private let countSums: [Double]
  private let meanSums: [Double]

  /// Finds the outages.
  ///
  /// - Parameters:
  ///   - reports: counts of at least ``fewestSteps`` steps.
  ///   - zone: the zone of the users' clocks, for the hours of the week.
  /// - Throws: ``SignalError/tooFewCounts(_:needed:)``.
  public init(_ reports: ReportCounts, zone: ClockZone = .utc) throws(SignalError) {
    guard reports.counts.count >= Self.fewestSteps else {
      throw .tooFewCounts(reports.counts.count, needed: Self.fewestSteps)
    }
    let level = UsualLevel(reports, zone: zone)
    counts = reports.counts
    parts = OutageEdges.parts(ofStep: reports.step)
    usual = level.means
    profile = level.profile
    var (countSums, meanSums) = ([0.0], [0.0])
    for (count, mean) in zip(counts, usual) {
      countSums.append(countSums[countSums.count - 1] + (count.isNaN ? 0 : count))
      meanSums.append(meanSums[meanSums.count - 1] + (count.isNaN ? 0 : mean))
    }
    (self.countSums, self.meanSums) = (countSums, meanSums)
    sizes = [level.size]
    for length in Self.lengths.dropFirst() {
      let starts = 0...(counts.count - length)
      let dispersion = CountDispersion(
        starts.map { window($0, length).mean > 0 ? window($0, length).count : .nan },
        starts.map { window($0, length).mean })
      sizes.append(dispersion.size(near: 1.7 * sizes[sizes.count - 1]))
    }
    outages = regions().compactMap { outage($0) }.reduce(into: []) { found, outage in
      // Edges that meet make one outage.
      if let last = found.last, outage.first <= last.last + 1 {
        found[found.count - 1] = joined(last, outage)
      } else {
        found.append(outage)
      }
    }
  }

  /// The fewest steps: less cannot tell what is usual.
  public static let fewestSteps = 48

  private func window(_ start: Int, _ length: Int) -> (count: Double, mean: Double) {
    (countSums[start + length] - countSums[start], meanSums[start + length] - meanSums[start])
  }

  /// The size of sums over any number of steps.
  private func size(_ length: Int) -> Double {
    let place = min(Double.log2(Double(length)), 3)
    // Cannot trap: a logarithm of a number of steps.
    let low = min(Int(place), 2)
    return .exp(Double.log(sizes[low]) + (place - Double(low)) * (Double.log(sizes[low + 1]) - Double.log(sizes[low])))
  }

  private func residual(_ place: Int) -> Double {
    counts[place].isNaN ? 0 : NegativeBinomial.residual(counts[place], mean: usual[place], size: sizes[0])
  }

  /// The flagged windows, grown, in order and apart.
  private func regions() -> [ClosedRange<Int>] {
    var flagged = [Bool](repeating: false, count: counts.count)
    for (length, size) in zip(Self.lengths, sizes) {
      for start in 0...(counts.count - length) {
        let (count, mean) = window(start, length)
        let distance = count - mean
        // The root of the deviance is below Pearson's residual.
        guard distance > 0, mean > 0,
          distance * distance > Self.screen * Self.screen * (mean + mean * mean / size),
          NegativeBinomial.residual(count, mean: mean, size: size) > Self.screen,
          NegativeBinomial(mean: mean, size: size).upperTail(from: count) < Self.level
        else { continue }
        for place in start..<(start + length) { flagged[place] = true }
      }
    }
    var regions: [ClosedRange<Int>] = []
    var place = 0
    while place < counts.count {
      guard flagged[place] else {
        place += 1
        continue
      }
      var (first, last) = (place, place)
      while last + 1 < counts.count, flagged[last + 1] || residual(last + 1) > Self.growth { last += 1 }
      while first > 0, residual(first - 1) > Self.growth { first -= 1 }
      if let before = regions.last, first <= before.upperBound + 1 {
        regions[regions.count - 1] = before.lowerBound...last
      } else {
        regions.append(first...last)
      }
      place = last + 1
    }
    return regions
  }

  /// The outage within a region.
  private func outage(_ region: ClosedRange<Int>) -> CountOutage? {
    var best = -Double.infinity
    var core = region
    for first in region {
      for last in first...min(region.upperBound, first + Self.longestCore) {
        let (count, mean) = window(first, last - first + 1)
        guard count > mean, mean > 0 else { continue }
        let value = NegativeBinomial.logRatio(count, mean: mean, size: size(last - first + 1), times: count / mean)
        if value > best { (best, core) = (value, first...last) }
      }
    }
    guard best > -.infinity else { return nil }
    let (count, mean) = window(core.lowerBound, core.count)
    let ratio = max(Self.edgeRatio, 1 + Self.edgeShare * (count / mean - 1))
    func gain(_ place: Int, _ share: Double = 1) -> Double {
      counts[place].isNaN
        ? 0
        : NegativeBinomial.logRatio(
          counts[place], mean: usual[place], size: sizes[0], times: 1 + share * (ratio - 1))
    }
    let from = max(0, region.lowerBound - Self.reach)
    let to = min(counts.count - 1, region.upperBound + Self.reach)
    let peak = core.reduce(core.lowerBound) { gain($1) > gain($0) ? $1 : $0 }
    let before = edge((from..<peak).reversed(), gain)
    let after = edge(Array((peak + 1)..<max(peak + 1, to + 1)), gain)
    let (first, last) = (peak - before.best, peak + after.best)
    return make(
      first, last, core: peak...peak, before.probabilities, after.probabilities, strength: strength(first...last))
  }

  /// The share of what makes a step belong to the outage that a step has of which it is a part. Where steps are long, the edge has less than the core
  /// because a part of it is none of the outage, not because reports fade.
  private func edgeShare(_ part: Int) -> Double {
    parts == 1 ? 1 : (Double(part) + 0.5) / Double(parts) / Self.edgeShare
  }

  /// The best number of steps on one side of the core, and the probability of every part of a step to be the last: neighbouring steps
  /// are not independent, so that gains of the log-likelihood count 0.6.
  ///
  /// - Parameters:
  ///   - places: the steps, the nearest first.
  ///   - gain: the gain of a share of a step.
  /// - Returns: the number of whole steps, and a probability for the core alone and every part.
  private func edge(_ places: [Int], _ gain: (Int, Double) -> Double) -> (best: Int, probabilities: [Double]) {
    var sums = [0.0]
    var values = [0.0]
    for place in places {
      let whole = sums[sums.count - 1]
      for part in 0..<parts { values.append(whole + gain(place, edgeShare(part))) }
      sums.append(whole + gain(place, 1))
    }
    let best = sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
    let most = values.max() ?? 0
    // A step has all of its parts' probability together.
    let weights = values.enumerated().map { place, value in
      Double.exp(0.6 * (value - most)) / (place == 0 ? 1 : Double(parts))
    }
    let total = weights.reduce(0, +)
    return (best, weights.map { $0 / total })
  }

  private func make(
    _ first: Int, _ last: Int, core: ClosedRange<Int>, _ before: [Double], _ after: [Double], strength: Double
  ) -> CountOutage {
    let peak = (first...last).reduce(first) { counts[$1] > counts[$0] || counts[$0].isNaN ? $1 : $0 }
    let (reports, usual) = window(first, last - first + 1)
    return CountOutage(
      first: first, last: last, peak: counts[peak], peakPlace: peak, reports: reports, usual: usual, strength: strength,
      edges: OutageEdges(core: core, before: before, after: after, parts: parts))
  }

  private func joined(_ one: CountOutage, _ other: CountOutage) -> CountOutage {
    make(
      one.first, max(one.last, other.last), core: one.edges.core.lowerBound...other.edges.core.upperBound,
      one.edges.before, other.edges.after, strength: max(one.strength, other.strength))
  }

  /// The largest excess over what is usual of any window that touches the steps, relative to the least excess that is flagged.
  private func strength(_ steps: ClosedRange<Int>) -> Double {
    var most = 1.0
    for (length, size) in zip(Self.lengths, sizes) {
      var best: (residual: Double, count: Double, mean: Double)?
      for start in max(0, steps.lowerBound - length + 1)...min(steps.upperBound, counts.count - length) {
        let (count, mean) = window(start, length)
        guard count > mean, mean > 0 else { continue }
        let residual = NegativeBinomial.residual(count, mean: mean, size: size)
        if residual > best?.residual ?? 0 { best = (residual, count, mean) }
      }
      guard let best else { continue }
      let least = NegativeBinomial(mean: best.mean, size: size).upperQuantile(Self.level) - best.mean
      most = max(most, (best.count - best.mean) / least)
    }
    return most
  }
}
