import ChurnForecast
import RealModule
import Testing

@Suite("Newey–West errors of short series")
struct NeweyWestTests {
  @Test(
    "Half-widths of 95 % intervals are those of Kiefer and Vogelsang, up to 5 %", arguments: [24, 36, 60, 120, 400])
  func criticalValues(n: Int) {
    let estimator = StandardErrors.neweyWest.estimator
    let share = (1.3 * Double(n).squareRoot()).rounded(.up) / Double(n)
    let freedom = estimator.testFreedom(observations: n, parameters: 1)
    let own =
      StudentT(degreesOfFreedom: freedom).halfWidth(coverage: 0.95) / (1 - share + share * share / 3).squareRoot()
    // Table 1, Bartlett kernel, 97.5 %.
    let table = 1.96 + 2.9694 * share + 0.416 * share * share - 0.5324 * share * share * share
    #expect(abs(own / table - 1) < 0.05)
    #expect(CovarianceEstimator.hc3.testFreedom(observations: n, parameters: 3) == Double(n - 3))
  }

  @Test("95 % intervals of 36 figures cover 93 % or more, with and without correlated errors", arguments: [0, 0.5])
  func coverage(persistence: Double) throws {
    let hasErrors = persistence > 0
    let simulation = SeriesSimulation(
      ModelSpecification(
        drivers: [DriverSpecification(.column("x"), reference: 2)],
        errors: hasErrors ? .arma(p: 1, q: 0) : .independent),
      coefficients: [0.01, 0.004] + (hasErrors ? [persistence] : []), innovation: 0.01, users: 1e6,
      first: Month(year: 2015, month: 1), months: 36, processes: ["x": .poisson(rate: 2)])
    var model = simulation.specification
    model.errors = .independent
    model.standardErrors = .neweyWest
    let series = 1000
    let inside = try (0..<series).count { index in
      try NetGrowth(model).fit(simulation.table(seed: 3, index: index), benchmarks: false).effects[0]
        .interval(coverage: 0.95).contains(0.004)
    }
    print("NEWEY-WEST covers \(Double(inside) / Double(series))")
    #expect(0.93...0.975 ~= Double(inside) / Double(series))
  }
}
