import Sampling
import Series
import Signals
import Testing

@Suite("Overlapping disruptions")
struct DisruptionSumTests {
  @Test("Counts and hours equal those of a minute by minute sum")
  func minutes() {
    let borders = [0, 500, 900, 1500].map { $0 * 60 }
    let shares = [0.5, 0.3]
    for seed in 0..<60 {
      var stream = RandomStream(seed: 4, index: seed)
      var stretches = (0..<12).map { _ in
        let start = Int(stream.uniform() * 1600) - 60
        let length = 1 + Int(stream.uniform() * 90)
        return DisruptionSum.Stretch(
          start: start * 60, end: (start + length) * 60, country: Int(stream.uniform() * 3) - 1,
          weight: (stream.uniform() * 4).rounded() / 4)
      }
      var (hours, weighted, begun) = ([0.0, 0, 0], [0.0, 0, 0], [0.0, 0, 0])
      var wasHit = false
      for minute in -60..<1700 {
        let active = stretches.filter { $0.start <= minute * 60 && $0.end > minute * 60 }
        // What meets counts as one.
        let isHit = !active.isEmpty
        let month = borders.dropLast().lastIndex { $0 <= minute * 60 }
        if let month, minute * 60 < borders[3], isHit {
          if !wasHit { begun[month] += 1 }
          hours[month] += 1 / 60
          let all = active.filter { $0.country < 0 }.map(\.weight).max() ?? 0
          var users = 0.0
          for country in 0..<2 {
            users += shares[country] * max(all, active.filter { $0.country == country }.map(\.weight).max() ?? 0)
          }
          weighted[month] += (users + 0.2 * all) / 60
        }
        wasHit = isHit
      }
      var sum = DisruptionSum(borders: borders, shares: shares)
      sum.add(&stretches)
      #expect(sum.outages == begun)
      for month in 0..<3 {
        #expect(abs(sum.hours[month] - hours[month]) < 1e-9 && abs(sum.weighted[month] - weighted[month]) < 1e-9)
      }
    }
  }
}
