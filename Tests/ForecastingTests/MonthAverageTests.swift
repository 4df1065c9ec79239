import ChurnForecast
import RealModule
import Sampling
import Testing

@Suite("Means over months")
struct MonthAverageTests {
  /// A series whose figures are means of U over thirty days, of which growth is drawn day by day.
  private func series(_ seed: Int, months: Int) -> MonthlyTable {
    var stream = RandomStream(seed: 7, index: seed)
    let counts = (0..<months).map { _ in Double((0..<8).count { _ in stream.uniform() < 0.2 }) }
    var level = Double.log(1e7)
    let figures = counts.map { count in
      var sum = 0.0
      for _ in 0..<30 {
        level += (0.01 - 0.01 * count) / 30 + 0.01 * stream.normal() / .sqrt(30)
        sum += .exp(level)
      }
      return sum / 30
    }
    let first = Month(year: 2010, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: figures),
      drivers: [MonthlyColumn(name: "outages", first: first, values: counts)])
  }

  @Test(
    "Of a path by days: effects are unbiased and covered, forecasts of means are covered; as of month ends, half the effect"
  )
  func dailyPaths() throws {
    let count = 600
    var (sum, asEnd, covered, forecasts) = (0.0, 0.0, 0, [Int](repeating: 0, count: 6))
    var specification = ModelSpecification(
      timing: .monthAverage, drivers: [DriverSpecification(.column("outages"), reference: 0)])
    for seed in 0..<count {
      let whole = series(seed, months: 66)
      let past = MonthlyTable(
        mau: whole.mau.clipped(to: whole.mau.first..<whole.mau.first.advanced(by: 60)), drivers: whole.drivers)
      specification.timing = .monthAverage
      let fit = try NetGrowth(specification).fit(past, benchmarks: false)
      let effect = fit.effects[0]
      sum += effect.estimate / Double(count)
      covered += effect.interval(coverage: 0.95).contains(0.01) ? 1 : 0
      for (index, month) in try fit.forecast(months: 6, drivers: whole.drivers).months.enumerated() {
        let actual = try #require(whole.mau[month.month])
        forecasts[index] += (month.intervals[0].lower...month.intervals[0].upper).contains(actual) ? 1 : 0
      }
      specification.timing = .monthEnd
      asEnd += try NetGrowth(specification).fit(past, benchmarks: false).effects[0].estimate / Double(count)
    }
    print(
      "MONTH AVERAGES effect \(sum), as month ends \(asEnd), covered \(covered), forecasts \(forecasts) of \(count)")
    #expect(abs(sum - 0.01) < 0.0003)
    #expect(abs(asEnd - 0.005) < 0.0005)
    #expect(abs(Double(covered) / Double(count) - 0.95) < 0.025)
    for inside in forecasts { #expect(abs(Double(inside) / Double(count) - 0.8) < 0.05) }
  }

  @Test(
    "The formula and simulated paths agree, with uncertain drivers and each baseline",
    arguments: [Baseline.constant, .saturating, .logistic])
  func formulaAndDraws(baseline: Baseline) throws {
    let fit = try NetGrowth(
      ModelSpecification(
        timing: .monthAverage, baseline: baseline, drivers: [DriverSpecification(.column("outages"), reference: 0)])
    ).fit(series(1, months: 60), benchmarks: false)
    var options = ForecastOptions()
    options.sources = [.innovations, .drivers]
    options.draws = 40_000
    options.computation = .closedForm
    let formula = try fit.forecast(months: 5, options: options)
    options.computation = .simulation
    let drawn = try fit.forecast(months: 5, options: options)
    for (a, b) in zip(formula.months, drawn.months) {
      #expect(abs(.log(a.median / b.median)) < 0.004)
      let widths = [a, b].map { Double.log($0.intervals[1].upper / $0.intervals[1].lower) }
      #expect(abs(widths[0] / widths[1] - 1) < 0.04)
    }
  }
}
