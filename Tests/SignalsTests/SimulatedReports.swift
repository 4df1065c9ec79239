import RealModule
import Sampling
import Signals

/// Counts of reports with known outages: negative binomial about a profile of the week, a level that drifts and correlated modulation, with outages whose length
/// and size are log-normal, about four a month.
struct SimulatedReports {
  let counts: ReportCounts
  /// First and last steps.
  let truth: [ClosedRange<Int>]

  static let start = Instant(seconds: 1_641_168_000)
  private static let months = 6

  init(mean: Double, seed: UInt64) {
    var stream = RandomStream(seed: seed, index: 0)
    let n = Self.months * 30 * 96
    let profile = (0..<n).map { t -> Double in
      let hour = Double(t / 4 % 24)
      let weekend = t / 96 % 7 >= 5 ? 0.2 : 0
      return .exp(0.7 * .sin(2 * .pi * (hour - 9) / 24) + 0.25 * .sin(4 * .pi * hour / 24) - weekend) / 1.22
    }
    var (level, modulation) = (0.0, 0.0)
    var usual = profile
    for t in 0..<n {
      if t % 96 == 0 { level += 0.01 * stream.normal() }
      modulation = 0.98 * modulation + 0.25 * .sqrt(1 - 0.98 * 0.98) * stream.normal()
      usual[t] *= mean * .exp(level + modulation - 0.03125)
    }
    var truth: [ClosedRange<Int>] = []
    var extra = [Double](repeating: 0, count: n)
    for _ in 0..<Int(stream.poisson(4 * Double(Self.months))) {
      let first = 200 + Int(stream.uniform() * Double(n - 400))
      let length = min(48, max(1, Int((3 * Double.exp(0.9 * stream.normal())).rounded())))
      let peak = 6 * Double.exp(0.9 * stream.normal())
      guard !truth.contains(where: { first - 8 <= $0.upperBound && first + length + 8 >= $0.lowerBound }) else {
        continue
      }
      let shape = (0..<length).map {
        min(1, Double($0 + 1) / 2) * .exp(-Double($0) / max(0.8 * Double(length), 1))
      }
      let most = shape.max() ?? 1
      for place in 0..<length {
        extra[first + place] += peak * mean * shape[place] / most * (0.3 + 0.7 * profile[first + place])
      }
      truth.append(first...(first + length - 1))
    }
    let drawn = (0..<n).map { stream.poisson((usual[$0] + extra[$0]) * stream.gamma(shape: 10) / 10) }
    counts = ReportCounts(start: Self.start, step: 900, counts: drawn)
    self.truth = truth.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Outages that were found, and found ones that there were not; a step beside is near enough.
  func score(_ found: [CountOutage]) -> (hits: Int, false: Int) {
    func isNear(_ outage: CountOutage, _ truth: ClosedRange<Int>) -> Bool {
      outage.first <= truth.upperBound + 2 && outage.last + 2 >= truth.lowerBound
    }
    return (
      truth.count { truth in found.contains { isNear($0, truth) } },
      found.count { found in !truth.contains { isNear(found, $0) } }
    )
  }
}

extension ReportCounts {
  /// Counts of longer steps.
  func added(_ together: Int) -> ReportCounts {
    let sums = stride(from: 0, to: counts.count - together + 1, by: together).map {
      counts[$0..<($0 + together)].reduce(0, +)
    }
    return ReportCounts(start: start, step: step * together, counts: sums)
  }
}
