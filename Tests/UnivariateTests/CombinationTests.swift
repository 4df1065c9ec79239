import ChurnForecast
import RealModule
import Testing

@Suite("Combination and its parts")
struct CombinationTests {
  @Test("Ridge autoregression about half the mean yearly change, by hand")
  func ridge() throws {
    // Quarters that grow by 0.01: every yearly change is 0.04, every deviation from half their mean 0.02. With r rows and L
    // equal columns all coefficients are b = r/(rL + 100).
    let logs = (0..<40).map { 10 + 0.01 * Double($0) }
    let model = try #require(RidgeAutoregression(logs, period: 4))
    let b = 31.0 / (31 * 5 + 100)
    var expected = logs
    for _ in 0..<3 {
      let t = expected.count
      let deviations = (1...5).map { expected[t - $0] - expected[t - $0 - 4] - 0.02 }
      expected.append(expected[t - 4] + 0.02 + b * deviations.reduce(0, +))
    }
    for (path, right) in zip(model.path(3), expected[40...]) { #expect(abs(path - right) < 1e-12) }
    #expect(RidgeAutoregression(Array(logs.prefix(15)), period: 4) == nil)
    #expect(RidgeAutoregression([Double](repeating: 3, count: 40), period: 4) == nil)
  }

  @Test("Intervals are never narrower than the mean of those of Theta and exponential smoothing")
  func neverNarrower() throws {
    var compared = 0
    for index in 0..<40 {
      var stream = RandomStream(seed: 12, index: index)
      // Noise that calms down: the last origins of the small backtest are better than the whole sample promises.
      var level = 0.0
      let values = (0..<72).map { t in
        level += 0.002 * stream.normal()
        return 1e6 * Double.exp(level + (t < 48 ? 0.05 : 0.004) * stream.normal())
      }
      let series = MonthlyColumn(name: "mau", first: Month(year: 2015, month: 1), values: values)
      guard let smoothing = ExponentialSmoothing.best(values, period: 12), smoothing.form.error == .additive else {
        continue
      }
      func relativeError(_ benchmark: Benchmark, halfWidth: Double) throws -> Double {
        let month = try benchmark.forecast(series, months: 1, coverages: [0.8]).months[0]
        let interval = month.intervals[0]
        return benchmark == .combination
          ? Double.log(interval.upper / interval.lower) / 2 / halfWidth
          : (interval.upper - interval.lower) / 2 / halfWidth / month.median
      }
      let normal = Normal.quantile(0.9)
      let own = try (relativeError(.theta, halfWidth: normal) + relativeError(.ets, halfWidth: normal)) / 2
      let combined = try relativeError(
        .combination, halfWidth: StudentT(degreesOfFreedom: 72).halfWidth(coverage: 0.8))
      #expect(combined >= own * (1 - 1e-9), "series \(index): \(combined) and \(own)")
      compared += 1
    }
    #expect(compared >= 10)
  }
}
