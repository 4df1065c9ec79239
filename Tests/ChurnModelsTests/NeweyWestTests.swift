import ChurnForecast
import RealModule
import Testing

@Suite("Newey–West errors of short series")
struct NeweyWestTests {
  @Test(
    "95 % intervals of 36 figures cover 93 % or more, with and without correlated errors, beside a persistent driver",
    arguments: [0, 0.5],
    [SimulatedDriver.poisson(rate: 2), .autoregressive(mean: 2, deviation: 0.5, persistence: 0.7)])
  func coverage(persistence: Double, process: SimulatedDriver) throws {
    let hasErrors = persistence > 0
    let simulation = SeriesSimulation(
      ModelSpecification(
        drivers: [DriverSpecification(.column("x"), reference: 2)],
        errors: hasErrors ? .arma(p: 1, q: 0) : .independent),
      coefficients: [0.01, 0.004] + (hasErrors ? [persistence] : []), innovation: 0.01, users: 1e6,
      first: Month(year: 2015, month: 1), months: 36, processes: ["x": process])
    var model = simulation.specification
    model.errors = .independent
    model.standardErrors = .neweyWest
    let series = 1000
    let inside = try (0..<series).count { index in
      try NetGrowth(model).fit(simulation.table(seed: 3, index: index), benchmarks: false).effects[0]
        .interval(coverage: 0.95).contains(0.004)
    }
    #expect(0.93...0.985 ~= Double(inside) / Double(series))
  }
}
