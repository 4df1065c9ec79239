import ChurnForecast
import RealModule
import Testing

@Suite("Random paths of drivers")
struct DriverRandomnessTests {
  /// Mean, variance and correlation with the month before, of the last of six months.
  private func moments(
    _ randomness: DriverRandomness, path: Double = 3, packets: Int = 25_000
  ) -> (mean: Double, variance: Double, correlation: Double, values: [Double]) {
    var values: [Double] = []
    var cross = 0.0
    for packet in 0..<packets {
      var stream = RandomStream(seed: 5, index: packet)
      var months = [Lanes](repeating: Lanes(repeating: path), count: 6)
      let normals = months.map { _ in
        var lanes = Lanes()
        for lane in 0..<8 { lanes[lane] = stream.normal() }
        return lanes
      }
      DriverSampler(randomness, path: months.map { $0[0] }).draw(
        &months, from: 0, normals: normals, probabilities: normals.map { normalProbability($0) })
      for lane in 0..<8 {
        values.append(months[5][lane])
        cross += months[5][lane] * months[4][lane]
      }
    }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    return (mean, variance, (cross / n - mean * mean) / variance, values)
  }

  @Test("Counts have the mean and variance of Poisson", arguments: [0.05, 0.75, 2.8, 40, 480, 520, 20_000])
  func poisson(_ rate: Double) {
    do {
      let (mean, variance, _, values) = moments(.poisson(rate: nil), path: rate)
      let n = Double(values.count)
      #expect(abs(mean - rate) < 4 * .sqrt(rate / n))
      // Var of the sample variance: (2λ² + λ)/n.
      #expect(abs(variance - rate) < 4 * .sqrt((2 * rate * rate + rate) / n))
      #expect(values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
    }
    #expect(moments(.poisson(rate: nil), path: 0, packets: 10).values.allSatisfy { $0 == 0 })
  }

  @Test("The probabilities of small counts")
  func probabilities() {
    let values = moments(.poisson(rate: nil), path: 1.5).values
    var probability = Double.exp(-1.5)
    for k in 0..<5 {
      let share = Double(values.count { $0 == Double(k) }) / Double(values.count)
      #expect(abs(share - probability) < 4 * .sqrt(probability / Double(values.count)))
      probability *= 1.5 / Double(k + 1)
    }
  }

  @Test("Normal deviations have the stated persistence and stop at the lowest level")
  func normal() {
    let plain = moments(.autoregressive(mean: nil, standardDeviation: 0.5, persistence: 0.6, lowest: nil))
    #expect(abs(plain.mean - 3) < 0.01 && abs(plain.variance - 0.25) < 0.005 && abs(plain.correlation - 0.6) < 0.01)
    let bounded = moments(.autoregressive(mean: nil, standardDeviation: 1, persistence: 0, lowest: 0), path: 1)
    #expect(bounded.values.min() == 0)
    #expect(abs(Double(bounded.values.count { $0 == 0 }) / Double(bounded.values.count) - 0.1587) < 0.005)
  }

  @Test(
    "Counts have the mean and variance of the negative binomial", arguments: [(0.75, 0.5), (4, 2), (40, 1), (700, 30)])
  func negativeBinomial(rate: Double, size: Double) {
    let (mean, variance, _, values) = moments(.negativeBinomial(rate: nil, size: size), path: rate)
    let expected = rate + rate * rate / size
    let n = Double(values.count)
    #expect(abs(mean - rate) < 4 * .sqrt(expected / n) + 1e-3 * rate)
    // The kurtosis of the sample variance: 3 + 6/size + 1/variance.
    #expect(abs(variance - expected) < 4 * expected * .sqrt((2 + 6 / size + 1 / expected) / n) + 2e-2 * expected)
    #expect(values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
    if rate < 1 {
      // P(0) = (size/(size + rate))^size.
      let zero = Double.pow(size / (size + rate), size)
      #expect(abs(Double(values.count { $0 == 0 }) / n - zero) < 4 * .sqrt(zero / n))
    }
  }

  @Test("A random walk has steps that add up, and a season the pattern of the path's months")
  func walksAndSeasons() {
    let walk = moments(.randomWalk(standardDeviation: 0.5, lowest: nil))
    // After six steps, five of them in the month before.
    #expect(abs(walk.mean - 3) < 0.02 && abs(walk.variance - 6 * 0.25) < 0.03)
    #expect(moments(.randomWalk(standardDeviation: 2, lowest: 1)).values.min() == 1)
    let pattern = (0..<12).map { Double($0) }
    let season = moments(.seasonal(pattern: pattern, standardDeviation: 0.5, persistence: 0.6, lowest: nil))
    #expect(abs(season.mean - 8) < 0.01 && abs(season.variance - 0.25) < 0.005)
    let column = MonthlyColumn(
      name: "x", first: Month(year: 2020, month: 1), values: (0..<36).map { 10 + Double($0 % 12) })
    #expect(
      column.yearlyPattern(from: Month(year: 2023, month: 3)).map { $0 + 5.5 } == [
        2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1,
      ])
  }

  @Test("Expected values of the processes are those of their draws")
  func processMeans() {
    let pattern = (0..<12).map { Double($0) - 5.5 }
    let all: [DriverRandomness] = [
      .negativeBinomial(rate: nil, size: 3), .randomWalk(standardDeviation: 2, lowest: 2.5),
      .seasonal(pattern: pattern, standardDeviation: 1, persistence: 0.3, lowest: 2),
    ]
    for randomness in all {
      var path = [Lanes](repeating: Lanes(repeating: 3), count: 6)
      randomness.takeMeans(&path, from: 0)
      let drawn = moments(randomness)
      #expect(abs(path[5][0] - drawn.mean) < 4 * .sqrt(drawn.variance / Double(drawn.values.count)), "\(randomness)")
    }
  }

  @Test("A triangular level has its mean and variance, and lasts the whole path")
  func triangular() {
    let (mean, variance, correlation, values) = moments(.triangular(low: 1, mode: 2, high: 5))
    #expect(abs(mean - 8.0 / 3) < 0.01)
    #expect(abs(variance - (1 + 4 + 25 - 2 - 5 - 10) / 18.0) < 0.01)
    #expect(abs(correlation - 1) < 1e-9)
    #expect(values.allSatisfy { (1...5).contains($0) })
    #expect(moments(.triangular(low: 2, mode: nil, high: 2), packets: 2).values.allSatisfy { $0 == 2 })
  }

  @Test("History is drawn with replacement, in blocks")
  func history() {
    let seen = [1.0, 2, 3, 10]
    let single = moments(.history(values: seen, block: 1))
    #expect(abs(single.mean - 4) < 0.03 && abs(single.correlation) < 0.01)
    #expect(Set(single.values) == Set(seen))
    // Within a block of two, the next value follows, the first after the last.
    var months = [Lanes](repeating: Lanes(repeating: 0), count: 4)
    let normals = [3.0, -3, -3, 3].map { Lanes(repeating: $0) }
    DriverSampler(.history(values: seen, block: 2), path: []).draw(
      &months, from: 0, normals: normals, probabilities: normals.map { normalProbability($0) })
    #expect(months.map { $0[0] } == [10, 1, 1, 2])
  }

  @Test("Expected values")
  func means() {
    func mean(_ randomness: DriverRandomness) -> Double {
      var path = [Lanes(repeating: 3)]
      randomness.takeMeans(&path, from: 0)
      return path[0][0]
    }
    #expect(mean(.poisson(rate: nil)) == 3 && DriverRandomness.poisson(rate: 2).ownLevel == 2)
    let floored = mean(.autoregressive(mean: nil, standardDeviation: 2, persistence: 0, lowest: 3))
    #expect(abs(floored - 3 - 2 / (2 * Double.pi).squareRoot()) < 1e-12)
    #expect(mean(.autoregressive(mean: nil, standardDeviation: 1, persistence: 0, lowest: nil)) == 3)
    #expect(mean(.triangular(low: 1, mode: nil, high: 5)) == 3)
    #expect(mean(.history(values: [1, 5], block: 1)) == 3)
  }
}
