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

  /// The values of Reference/complex_smoothing.py.
  @Test("Complex exponential smoothing has nearly the least squares and the path of an exact search")
  func complex() throws {
    let times: [Double] = (0..<40).map { Double($0) }
    let wave: [Double] = times.map { t in
      let slow = Double.sin(t / 5) + 0.02 * t
      return slow + 0.1 * Double.sin(12.9898 * t * t)
    }
    let trend: [Double] = times.prefix(30).map { t in 0.05 * t + 0.03 * Double.cos(78.233 * t) }
    let references: [(z: [Double], sum: Double, path: [Double])] = [
      (wave, 1.2603655346, [1.7507838667, 1.7981851400, 1.7729986602, 1.8230579742]),
      (trend, 0.0484847613, [1.5470326918, 1.6470697386, 1.7308893989, 1.8392302081]),
    ]
    for (z, sum, path) in references {
      let smoothing = try #require(ComplexSmoothing(z))
      #expect((1...1.002).contains(smoothing.sum / sum), "\(smoothing.sum)")
      for (own, right) in zip(smoothing.path(4), path) { #expect(abs(own - right) < 0.02, "\(own) \(right)") }
    }
    // A level without noise stays, and so does a unit.
    let level = try #require(ComplexSmoothing([Double](repeating: 3, count: 12)))
    #expect(level.path(5).allSatisfy { abs($0 - 3.0) < 1e-12 })
    let own = try #require(ComplexSmoothing(wave))
    let moved = try #require(ComplexSmoothing(wave.map { $0 + 7 }))
    for (before, after) in zip(own.path(6), moved.path(6)) { #expect(abs(after - before - 7.0) < 1e-9) }
    #expect(ComplexSmoothing(Array(wave.prefix(7))) == nil)
  }

  /// Figures that fall by 6 % a month, up to noise of 3 %.
  private func decline(_ factor: Double = 1) -> MonthlyColumn {
    var stream = RandomStream(seed: 3, index: 0)
    var level = Double.log(5e6)
    let values = (0..<60).map { (_: Int) -> Double? in
      level += -0.06 + 0.03 * stream.normal()
      return factor * Double.exp(level)
    }
    return MonthlyColumn(name: "mau", first: Month(year: 2018, month: 1), values: values)
  }

  @Test("A steady decline has intervals of a few tens of percent, in every unit")
  func steadyDecline() throws {
    let forecast = try Benchmark.combination.forecast(decline(), months: 12)
    for month in forecast.months {
      let interval = month.intervals[0]
      #expect(interval.lower > 0.6 * month.median && interval.upper < 1.6 * month.median)
    }
    let thousands = try Benchmark.combination.forecast(decline(1e-3), months: 12)
    for (own, other) in zip(forecast.months, thousands.months) {
      #expect(abs(1000 * other.median / own.median - 1) < 1e-9)
      for (a, b) in zip(own.intervals, other.intervals) { #expect(abs(1000 * b.upper / a.upper - 1) < 1e-6) }
    }
  }

  @Test("Intervals never narrow with the horizon, however long, and enclose the median")
  func widening() throws {
    for index in 0..<20 {
      var stream = RandomStream(seed: 12, index: index)
      var level = 0.0
      let values = (0..<72).map { (t: Int) -> Double? in
        level += 0.02 * stream.normal()
        let season = index % 2 == 0 ? 0.1 * Double(t % 12) / 12 : 0
        return 1e6 * Double.exp(level + season)
      }
      let series = MonthlyColumn(name: "mau", first: Month(year: 2015, month: 1), values: values)
      let forecast = try Benchmark.combination.forecast(series, months: 120)
      for (before, after) in zip(forecast.months, forecast.months.dropFirst()) {
        for (near, far) in zip(before.intervals, after.intervals) {
          #expect(far.upper / far.lower >= near.upper / near.lower * (1 - 1e-12))
          #expect(far.lower < after.median && after.median < far.upper)
        }
      }
    }
  }

  @Test("Of 400 random walks, the intervals of 80 and 95 % contain about so many", arguments: [20, 60])
  func coverage(figures: Int) throws {
    var inside = [0.0, 0.0]
    let series = 400
    for index in 0..<series {
      var stream = RandomStream(seed: 77, index: index)
      var level = 0.0
      let all = (0..<(figures + 6)).map { (_: Int) -> Double in
        level += 0.01 + 0.02 * stream.normal()
        return 1e7 * Double.exp(level)
      }
      let column = MonthlyColumn(
        name: "mau", first: Month(year: 2015, month: 1), values: all[..<figures].map { Optional($0) })
      let last = try Benchmark.combination.forecast(column, months: 6).months[5]
      for (place, interval) in last.intervals.enumerated() where interval.lower <= all[figures + 5] {
        if all[figures + 5] <= interval.upper { inside[place] += 1 / Double(series) }
      }
    }
    #expect(0.74...0.90 ~= inside[0])
    #expect(0.92...0.99 ~= inside[1])
  }

  @Test("An upper limit beyond ten times the largest figure only where past growth leads there")
  func upperLimit() throws {
    // Swings by a factor of fifty: a random walk of such steps would reach ten thousand times the largest.
    let swings = (0..<40).map { (t: Int) -> Double? in 1000 * Double.exp(2 * Double.sin(Double(t) * 0.65)) }
    let yearly = MonthlyColumn(
      name: "mau", first: Month(year: 1980, month: 12),
      values: swings.flatMap { [$0] + [Double?](repeating: nil, count: 11) }.dropLast(11))
    let largest = swings.compactMap { $0 }.max() ?? 0
    for month in try Benchmark.combination.forecast(yearly, months: 72).months {
      #expect(month.intervals.allSatisfy { $0.upper <= 50.1 * largest })
    }
  }

  @Test("Means and variances of local trends agree with generalised least squares", arguments: LocalTrendReference.all)
  func localTrends(reference: LocalTrendReference) {
    let moments = LocalTrendMixture(reference.z, leastVariance: 0, negligible: 0).moments(reference.mean.count)
    for (period, moment) in moments.enumerated() {
      #expect(abs(moment.mean / reference.mean[period] - 1) < 1e-11)
      #expect(abs(moment.variance / reference.variance[period] - 1) < 1e-8)
      #expect(abs(moment.fourth / reference.fourth[period] - 1) < 1e-8)
    }
  }

  @Test("Fewer users than can be written are none")
  func underflow() {
    let tiny = ForecastInterval(coverage: 0.8, lower: 2e-274, upper: 1)
    let month = ForecastMonth(
      month: Month(year: 2020, month: 1), median: 1e-120, intervals: [tiny], varianceShares: [])
    #expect(month.median == 0 && month.intervals[0].lower == 0 && month.intervals[0].upper == 1 && month.isFinite)
  }

  @Test("An overflow is an error, not a number that other programs refuse")
  func overflow() {
    let jump = MonthlyColumn(name: "mau", first: Month(year: 2015, month: 1), values: [1, 1e9])
    #expect(throws: ForecastError.notFinite(month: Month(year: 2015, month: 3))) {
      try Benchmark.naive.forecast(jump, months: 12)
    }
  }
}
