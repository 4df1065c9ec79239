import ChurnForecast
import Testing

@Suite("Quantiles")
struct QuantilesTests {
  @Test("Quantiles follow definition 7, R's default")
  func definition() {
    // quantile(c(3, 1, 4, 1, 5, 9), c(0, .1, .5, .8, 1)) in R: 1, 1, 3.5, 5, 9.
    #expect(quantiles(of: [3, 1, 4, 1, 5, 9], probabilities: [0, 0.1, 0.5, 0.8, 1]) == [1, 1, 3.5, 5, 9])
    #expect(quantiles(of: [2], probabilities: [0.3]) == [2])
  }

  @Test("Samples of one, equal, infinite or many values")
  func sizes() {
    #expect(quantiles(of: [7], probabilities: [0, 0.5, 1]) == [7, 7, 7])
    for count in [2, 7, 8, 9, 63, 64, 65, 10_000] {
      let sample = (0..<count).map { Double(($0 * 7919) % count) }
      #expect(quantiles(of: sample, probabilities: [0, 1]) == [sample.min(), sample.max()])
      let equal = [Double](repeating: 3, count: count)
      #expect(quantiles(of: equal, probabilities: [0, 0.5, 1]) == [3, 3, 3])
      let extreme = sample + [.infinity, -.infinity, 1e308, -1e308]
      #expect(quantiles(of: extreme, probabilities: [0, 1]) == [-.infinity, .infinity])
    }
  }

  @Test("A sample with a value that is no number, wherever it is, has no quantiles", arguments: [0, 1, 8, 99])
  func notNumbers(index: Int) {
    var sample = (0..<100).map(Double.init)
    sample[index] = .nan
    #expect(quantiles(of: sample, probabilities: [0, 0.5, 1]).allSatisfy { $0.isNaN })
    #expect(quantiles(of: Array(sample[index...index]), probabilities: [0.5]).allSatisfy { $0.isNaN })
  }

  @Test("Infinite values are ordered, and NaN makes every quantile NaN, wherever it is")
  func notFinite() {
    let numbers = (0..<1000).map { Double($0) }
    for place in [0, 1, 7, 8, 500, 998, 999] {
      var sample = numbers
      sample[place] = .nan
      #expect(quantiles(of: sample, probabilities: [0, 0.5, 1]).allSatisfy { $0.isNaN }, "at \(place)")
      sample[place] = .infinity
      #expect(quantiles(of: sample, probabilities: [0.5, 1])[1] == .infinity)
      sample[place] = -.infinity
      #expect(quantiles(of: sample, probabilities: [0, 0.5])[0] == -.infinity)
    }
    #expect(quantiles(of: [-1e308, 0, 0, 0, 0, 1e308], probabilities: [0, 1]) == [-1e308, 1e308])
  }
}
