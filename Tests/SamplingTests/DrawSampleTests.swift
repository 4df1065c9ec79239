import ChurnForecast
import RealModule
import Testing

@Suite("Draws in bounded memory")
struct DrawSampleTests {
  private func sample(capacity: Int, draws: Int) -> (DrawSample, [Double]) {
    var sample = DrawSample(capacity: capacity)
    var all: [Double] = []
    var stream = RandomStream(seed: 3, index: 1)
    while all.count < draws {
      var lanes = Lanes()
      for lane in 0..<8 { lanes[lane] = 5 + 2 * stream.normal() }
      let count = min(8, draws - all.count)
      sample.add(lanes, count)
      for lane in 0..<count { all.append(lanes[lane]) }
    }
    return (sample, all)
  }

  @Test("Quantiles are exact for kept draws and within a bin width for counted ones", arguments: [20_000, 4000])
  func quantiles(capacity: Int) {
    let (sample, all) = sample(capacity: capacity, draws: 20_000)
    let probabilities = [0.025, 0.1, 0.5, 0.9, 0.975]
    let exact = ChurnForecast.quantiles(of: all, probabilities: probabilities)
    for (value, right) in zip(sample.quantiles(probabilities), exact) {
      #expect(abs(value - right) <= (capacity == 20_000 ? 0 : 0.01))
    }
    let share = Double(all.count { $0 < 6 }) / 20_000
    #expect(abs(sample.share(below: 6) - share) <= (capacity == 20_000 ? 0 : 0.001))
    #expect(sample.share(below: -1e9) == 0 && sample.share(below: 1e9) == 1)
  }

  @Test("Equal draws and NaN draws are handled")
  func extremes() {
    var same = DrawSample(capacity: 8)
    for _ in 0..<10 { same.add(Lanes(repeating: 7), 8) }
    #expect(same.quantiles([0.1, 0.9]).allSatisfy { abs($0 - 7) < 1e-9 } && same.isWithin(8))
    var wrong = DrawSample(capacity: 8)
    for _ in 0..<3 { wrong.add(Lanes(repeating: 1), 8) }
    wrong.add(Lanes(repeating: .nan), 8)
    #expect(!wrong.isWithin(1e300))
    var early = DrawSample(capacity: 80)
    early.add(Lanes(repeating: .infinity), 8)
    #expect(!early.isWithin(1e300))
  }

  @Test(
    "Eight draws at once are counted like single ones, at and beyond the ends of the bins and where one is not finite")
  func packets() {
    var stream = RandomStream(seed: 5, index: 2)
    var packets: [Lanes] = []
    for index in 0..<400 {
      var lanes = Lanes()
      for lane in 0..<8 { lanes[lane] = stream.normal() * (index > 300 ? 50 : 1) }
      packets.append(lanes)
    }
    for last in [Lanes(repeating: 0), Lanes(repeating: .infinity)] {
      var together = DrawSample(capacity: 64)
      var single = DrawSample(capacity: 64)
      for packet in packets + [last] {
        together.add(packet, 8)
        for lane in 0..<8 { single.add(Lanes(repeating: packet[lane]), 1) }
      }
      let probabilities = [0, 0.01, 0.2, 0.5, 0.8, 0.99, 1]
      // As texts, because NaN differs from itself.
      #expect("\(together.quantiles(probabilities))" == "\(single.quantiles(probabilities))")
      #expect(
        [-3, 0, 0.5, 100].map { together.share(below: $0) } == [-3, 0, 0.5, 100].map { single.share(below: $0) })
      #expect(together.isWithin(1e9) == single.isWithin(1e9))
    }
  }
}
