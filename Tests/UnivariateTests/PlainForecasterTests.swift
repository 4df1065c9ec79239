import ChurnForecast
import RealModule
import Testing

@Suite("Intervals and paths of forecasters without drivers, by hand")
struct PlainForecasterTests {
  private func column(_ logs: [Double], step: Int = 1) -> MonthlyColumn {
    var values = [Double?](repeating: nil, count: (logs.count - 1) * step + 1)
    for (index, log) in logs.enumerated() { values[index * step] = .exp(log) }
    return MonthlyColumn(name: "mau", first: Month(year: 2020, month: 1), values: values)
  }

  @Test("Drift: s²(h + h²/N) with s² from the changes about their mean")
  func drift() throws {
    let forecast = try Benchmark.drift.forecast(column([10, 10.01, 10.05, 10.04]), months: 4, coverages: [0.8])
    // Changes 0.01, 0.04, −0.01 about 0.04/3, two degrees of freedom: s² = 0.00126667/2.
    let half = StudentT(degreesOfFreedom: 2).halfWidth(coverage: 0.8)
    for (index, month) in forecast.months.enumerated() {
      let h = Double(index + 1)
      #expect(abs(.log(month.median) - 10.04 - h * 0.04 / 3) < 1e-12)
      let error = Double.log(month.intervals[0].upper / month.median) / half
      #expect(abs(error * error - 0.0006333333333333333 * (h + h * h / 3)) < 1e-10)
    }
  }

  @Test("Theta in logarithms continues with half the slope of a straight line")
  func logTheta() {
    let values = (0..<20).map { Double.exp(5 + 0.04 * Double($0)) }
    let forecast = ThetaMethod.forecast(values, period: 1, horizon: 5)
    for (next, before) in zip(forecast.dropFirst(), forecast) { #expect(abs(.log(next / before) - 0.02) < 1e-12) }
  }

  @Test("A season is shrunk by the share of chance in its spread times (m − 3)/(m − 1)")
  func shrunkSeason() {
    let m = 4
    let season = [0.2, -0.1, 0.05, -0.15]
    let noise = [0.03, -0.02, 0.05, 0.01, -0.04, 0.02, -0.03, 0.04, 0.01, -0.05, 0.02, 0.03, -0.02, 0.01, 0.04, -0.01]
    let logs = noise.indices.map { 3 + season[$0 % m] + noise[$0] }
    let evolving = EvolvingSeason(logs, period: m)
    let spread = evolving.last.reduce(0) { $0 + $1 * $1 } / 3
    #expect(spread > 2 * evolving.variance && evolving.variance > 0.00001)
    let factor = 1 - evolving.variance / spread / 3
    // A forecast's path without its season is straight, so that a year's means remove both.
    let path = ThetaMethod.forecast(logs.map { .exp($0) }, period: m, horizon: 9).map { Double.log($0) }
    let slope = (path[4] - path[0]) / 4
    let level = (0..<m).reduce(0) { $0 + (path[$1] - slope * Double($1)) / Double(m) }
    for j in 0..<m {
      let found: Double = path[j] - slope * Double(j) - level
      #expect(abs(found - factor * evolving.last[j]) < 1e-10)
    }
  }

  @Test("Theta: σ²(1 + (h − 1)α²), times the season")
  func theta() throws {
    let logs = (0..<24).map { (t: Int) -> Double in
      let trend = 9 + 0.01 * Double(t)
      return trend + 0.03 * Double((t * 7) % 5)
    }
    let mau = column(logs)
    let model = try #require(DynamicTheta(mau.values.compactMap { $0 }, period: 12))
    #expect(model.seasonal.isEmpty && model.sigma > 0)
    let forecast = try Benchmark.theta.forecast(mau, months: 6, coverages: [0.8])
    for (index, month) in forecast.months.enumerated() {
      let width = (month.intervals[0].upper - month.intervals[0].lower) / 2 / Normal.quantile(0.9)
      #expect(abs(width / (model.sigma * .sqrt(1 + Double(index) * model.alpha * model.alpha)) - 1) < 1e-9)
    }
  }

  @Test("Additive smoothing: σ²(1 + Σ c²), with γ added at a distance of one year")
  func smoothing() throws {
    var compared = 0
    for series in PeerSeries.all where series.period == 12 {
      let model = try #require(ExponentialSmoothing.best(series.values, period: 12))
      guard model.form.error == .additive, model.form.season == .additive, let gamma = model.gamma else { continue }
      let mau = column(series.values.map { .log($0) })
      let forecast = try Benchmark.ets.forecast(mau, months: 14, coverages: [0.8])
      compared += 1
      var variance = model.variance
      var reach = 0.0
      for (index, month) in forecast.months.enumerated() {
        if index > 0 {
          reach += .pow(model.phi ?? 1, index)
          let c = model.alpha + (model.beta ?? 0) * reach + (index == 12 ? gamma : 0)
          variance += model.variance * c * c
        }
        guard month.intervals[0].lower > 0 else { continue }
        let width = (month.intervals[0].upper - month.intervals[0].lower) / 2 / Normal.quantile(0.9)
        #expect(abs(width / .sqrt(variance) - 1) < 1e-6, "\(series.name) \(index)")
      }
    }
    #expect(compared > 0)
  }
}
