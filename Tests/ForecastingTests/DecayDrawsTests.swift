import ChurnForecast
import RealModule
import Sampling
import Testing

@Suite("Draws of an estimated decay")
struct DecayDrawsTests {
  /// A carryover with a decay that 60 months hardly determine.
  private func fit() throws -> FittedNetGrowth {
    let data = try SeriesSimulation(
      ModelSpecification(drivers: [DriverSpecification(.carryover(.column("tv"), decay: nil), reference: 50)]),
      coefficients: [0.01, 0.001, 0.8], innovation: 0.01, users: 1e7, first: Month(year: 2021, month: 1), months: 60,
      processes: ["tv": .autoregressive(mean: 50, deviation: 10, persistence: 0.5)]
    ).table(seed: 5)
    return try NetGrowth(
      ModelSpecification(drivers: [DriverSpecification(.carryover(.column("tv"), decay: nil), reference: 50)])
    ).fit(data, benchmarks: false)
  }

  private func future(_ fit: FittedNetGrowth) -> MonthlyColumn {
    MonthlyColumn(name: "tv", first: fit.origin.advanced(by: 1), values: [Double](repeating: 0, count: 24))
  }

  @Test("Quantiles are those of the model evaluated for every drawn decay, not along its slope")
  func exact() throws {
    let fit = try fit()
    let future = future(fit)
    var options = ForecastOptions()
    options.sources = [.parameters]
    let forecast = try fit.forecast(months: 24, drivers: [future], options: options)
    #expect(forecast.method != .closedForm)
    // The same by hand: draws of the parameters, each with the columns of its own decay.
    let column = try #require(fit.data.driver("tv")).continued(by: future)
    let decayed = try #require(fit.specification.decayIndices.first)
    let months = fit.origin.advanced(by: 1)..<fit.origin.advanced(by: 25)
    var totals: [Double] = []
    for draw in 0..<4000 {
      var stream = RandomStream(seed: 9, index: draw)
      let scale = stream.studentScale(degreesOfFreedom: fit.estimate.degreesOfFreedom)
      let deviates = (0..<fit.estimate.factor.columns).map { _ in stream.normal() }
      let parameters = fit.estimate.values.indices.map { row in
        fit.estimate.values[row] + scale * fit.estimate.sigma
          * deviates.indices.reduce(0) { $0 + fit.estimate.factor[row, $1] * deviates[$1] }
      }
      let z = try fit.specification.drivers[0].columns(
        of: column, in: months, reference: fit.references[0], historyEnd: months.lowerBound,
        decay: min(max(parameters[decayed], 0), 0.99))[0]
      totals.append(24 * parameters[0] - parameters[1] * z.reduce(0, +))
    }
    totals.sort()
    let interval = try #require(forecast.months.last?.intervals.last)
    let widths = [
      Double.log(interval.upper / interval.lower), totals[Int(0.975 * 4000)] - totals[Int(0.025 * 4000)],
    ]
    #expect(abs(widths[0] / widths[1] - 1) < 0.04)
    options.computation = .closedForm
    let straight = try #require(
      try fit.forecast(months: 24, drivers: [future], options: options).months.last?.intervals.last)
    #expect(abs(Double.log(straight.upper / straight.lower) / widths[1] - 1) > 0.08)
  }
}
