import RealModule

/// The usual number of reports in every step: a level that moves, times a profile of the week.
///
/// μ(t) = level(t)·S(hour of the week), both by ratios of weighted counts in turn, the level over sixteen hours about t or a
/// hundred reports, with
/// ``ResidualWeight``s and a limit, so that outages do not raise what is usual. The first level is the median of a day's hours, the first profile a
/// trimmed mean of ratios to it.
///
/// Sources: C. P. Farrington, N. J. Andrews, A. D. Beale and M. A. Catchpole, J. R. Statist. Soc. A 159 (1996), 547; A. Noufaily et al.,
/// Statistics in Medicine 32 (2013), 1206.
public struct UsualLevel: Sendable {
  /// The usual number by step, above 0.
  public private(set) var means: [Double]
  /// The size of the negative binomial distribution of single steps.
  public private(set) var size = 10.0
  /// Whether the profile is that of a week, of a day, or flat because the counts are too few.
  public let profile: Profile

  /// What repeats.
  public enum Profile: Sendable { case week, day, flat }

  private static let rounds = 5
  private static let halfWindow = 8 * 3600
  private static let fewestSteps = 8
  /// An hour of the week is thought to be as any other until more reports than this speak.
  private static let priorReports = 3.0
  /// How far the level, and the first one, may be above its median over fifteen days.
  private static let mostRatio = 2.0
  private static let firstRatio = 1.5
  /// Half of the reports that a level needs.
  private static let halfReports = 50.0

  init(_ reports: ReportCounts, zone: ClockZone) {
    let (counts, step) = (reports.counts, reports.step)
    means = counts
    let span = step * counts.count
    let profile: Profile =
      span >= 28 * 86_400 && step <= 86_400 ? .week : span >= 4 * 86_400 && step < 86_400 ? .day : .flat
    self.profile = profile
    let cycle = profile == .week ? 604_800 : 86_400
    let length = max(step, 3600)
    let slotCount = profile == .flat ? 1 : max(1, cycle / length)
    let slots = counts.indices.map { place in
      profile == .flat ? 0 : zone.secondOfWeek(reports.time(place)) % cycle / length % slotCount
    }
    let known = counts.filter { !$0.isNaN }
    let mean = max(known.reduce(0, +) / Double(max(1, known.count)), 1e-3)
    // Where reports are rare, the level is that of a longer time: of fewer reports it would follow chance.
    // Cannot trap: the mean is at least 0.001.
    let enough = min(Int(Self.halfReports / mean), counts.count)
    let half = max(step >= 86_400 ? 14 : Self.fewestSteps, Self.halfWindow / step, enough)
    var level = Self.firstLevel(counts, step: step)
    var anchors = Self.anchors(of: level, step: step)
    for place in counts.indices { level[place] = min(level[place], Self.firstRatio * anchors[place]) }
    var season = Self.firstProfile(counts, level, slots, slotCount)
    // Weighted counts, and the weights that are expected.
    var (weighted, expected) = (counts, counts)
    for round in 0...Self.rounds {
      for place in counts.indices { means[place] = level[place] * season[slots[place]] }
      if round > 0 { size = CountDispersion(counts, means).size(near: round > 1 ? size : nil) }
      guard round < Self.rounds else { break }
      let weight = ResidualWeight(size: size)
      for place in counts.indices {
        let weights = weight.weights(counts[place], mean: means[place])
        weighted[place] = weights.expected > 0 ? weights.count * counts[place] : 0
        expected[place] = weights.expected
      }
      level = Self.movingRatio(weighted, expected, slots, season, anchors, half: half)
      anchors = Self.anchors(of: level, step: step)
      for place in counts.indices { level[place] = min(level[place], Self.mostRatio * anchors[place]) }
      var (sums, shares) = ([Double](repeating: 0, count: slotCount), [Double](repeating: 0, count: slotCount))
      for place in counts.indices {
        sums[slots[place]] += weighted[place]
        shares[slots[place]] += expected[place] * level[place]
      }
      season = zip(sums, shares).map { ($0 + Self.priorReports) / ($1 + Self.priorReports) }
      let mean = season.reduce(0, +) / Double(slotCount)
      season = season.map { max($0 / mean, 1e-4) }
    }
  }

  /// Medians over a day of the counts of hours; over two weeks of those of days.
  private static func firstLevel(_ counts: [Double], step: Int) -> [Double] {
    let block = max(1, 3600 / step)
    let period = block * (step <= 21_600 ? max(1, 86_400 / (block * step)) : 14)
    var level = counts
    let known = counts.filter { !$0.isNaN }
    let mean = known.reduce(0, +) / Double(max(1, known.count))
    for start in stride(from: 0, to: counts.count, by: period) {
      let end = min(start + period, counts.count)
      // A rest at the end belongs to the period before.
      let from = end - start < period ? max(0, end - period) : start
      let sums = stride(from: from, to: end, by: block).compactMap { first -> Double? in
        let inside = counts[first..<min(first + block, end)].filter { !$0.isNaN }
        return inside.isEmpty ? nil : inside.reduce(0, +) / Double(inside.count)
      }.sorted()
      let median = sums.isEmpty ? mean : sums[sums.count / 2]
      for place in start..<end { level[place] = max(median, 0.01 * mean, 1e-4) }
    }
    return level
  }

  /// The median of a level over fifteen days about every step: what is usual does not follow an outage of a day or two.
  private static func anchors(of level: [Double], step: Int) -> [Double] {
    let day = max(1, 86_400 / step)
    let starts = Array(stride(from: 0, to: level.count, by: day))
    let medians = starts.map { median(level[$0..<min($0 + day, level.count)]) }
    let anchors = medians.indices.map { median(medians[max(0, $0 - 7)..<min(medians.count, $0 + 8)]) }
    return level.indices.map { anchors[$0 / day] }
  }

  private static func median(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    return sorted[sorted.count / 2]
  }

  /// Means of ratios to the level, limited to their 90 % quantile.
  private static func firstProfile(_ counts: [Double], _ level: [Double], _ slots: [Int], _ slotCount: Int) -> [Double]
  {
    var ratios = [[Double]](repeating: [], count: slotCount)
    for place in counts.indices where !counts[place].isNaN { ratios[slots[place]].append(counts[place] / level[place]) }
    let season = ratios.map { ratios -> Double in
      guard !ratios.isEmpty else { return 1 }
      let sorted = ratios.sorted()
      let most = sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
      return max(1e-3, sorted.reduce(0) { $0 + min($1, most) } / Double(sorted.count))
    }
    let mean = season.reduce(0, +) / Double(slotCount)
    return season.map { $0 / mean }
  }

  /// Σ w n / Σ E[w] S over a window about every step; a tenth of a step's weight stays with the median of many days.
  private static func movingRatio(
    _ weighted: [Double], _ expected: [Double], _ slots: [Int], _ season: [Double], _ anchors: [Double], half: Int
  ) -> [Double] {
    let n = weighted.count
    var (sum, share) = (0.0, 0.0)
    func add(_ place: Int, _ sign: Double) {
      sum += sign * weighted[place]
      share += sign * expected[place] * season[slots[place]]
    }
    for place in 0..<min(half, n) { add(place, 1) }
    var result = anchors
    for place in 0..<n {
      if place + half < n { add(place + half, 1) }
      if place - half - 1 >= 0 { add(place - half - 1, -1) }
      result[place] = max((max(sum, 0) + 0.1 * anchors[place]) / (max(share, 0) + 0.1), 1e-4)
    }
    return result
  }
}
