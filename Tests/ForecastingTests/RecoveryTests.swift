import ChurnForecast
import RealModule
import Testing

/// A model with its truth, from which series of 60 months and 2 drivers are simulated.
struct KnownTruth: Sendable, CustomStringConvertible {
  let name: String
  let simulation: SeriesSimulation
  var description: String { name }

  init(
    _ name: String, _ specification: ModelSpecification, baseline: [Double], errors: [Double] = [], months: Int = 60,
    publication: SeriesSimulation.Publication = .monthly
  ) {
    self.name = name
    var specification = specification
    specification.drivers = [
      DriverSpecification(.column("outages"), reference: 2),
      DriverSpecification(.column("negativity"), reference: 0.3),
    ]
    let season = specification.seasonality == .monthly ? (0..<11).map { 0.02 * Double.sin(Double($0)) } : []
    simulation = SeriesSimulation(
      specification, coefficients: [baseline[0]] + season + [0.004, 0.1] + baseline.dropFirst() + errors,
      innovation: 0.012, users: 1e6, first: Month(year: 2018, month: 1), months: months + 12,
      processes: [
        "outages": .poisson(rate: 2), "negativity": .autoregressive(mean: 0.3, deviation: 0.06, persistence: 0.7),
      ], publication: publication)
  }

  static let all: [KnownTruth] = [
    KnownTruth("constant", ModelSpecification(), baseline: [0.008]),
    KnownTruth("constant, season", ModelSpecification(seasonality: .monthly), baseline: [0.008]),
    KnownTruth("decaying", ModelSpecification(baseline: .decaying), baseline: [0.002, 0.12, 0.9]),
    KnownTruth("saturating", ModelSpecification(baseline: .saturating), baseline: [0.08 * 14.2, 0.08]),
    KnownTruth("logistic", ModelSpecification(baseline: .logistic), baseline: [0.08, 0.055]),
    KnownTruth("AR(1)", ModelSpecification(errors: .arma(p: 1, q: 0)), baseline: [0.008], errors: [0.5]),
    KnownTruth(
      "ARMA(1,1)", ModelSpecification(errors: .arma(p: 1, q: 1)), baseline: [0.008], errors: [0.6, 0.3]),
    KnownTruth(
      "saturating, AR(1)", ModelSpecification(baseline: .saturating, errors: .arma(p: 1, q: 0)),
      baseline: [0.08 * 14.2, 0.08], errors: [0.4]),
    KnownTruth("constant, quarterly", ModelSpecification(), baseline: [0.008], publication: .quarterly),
    KnownTruth(
      "saturating, quarterly", ModelSpecification(baseline: .saturating), baseline: [0.08 * 14.2, 0.08],
      publication: .quarterly),
    KnownTruth(
      "constant, quarter averages", ModelSpecification(timing: .quarterAverage), baseline: [0.008],
      publication: .quarterAverage),
    KnownTruth("constant, month averages", ModelSpecification(timing: .monthAverage), baseline: [0.008]),
    KnownTruth(
      "saturating, month averages", ModelSpecification(timing: .monthAverage, baseline: .saturating),
      baseline: [0.08 * 14.2, 0.08]),
    KnownTruth(
      "AR(1), month averages", ModelSpecification(timing: .monthAverage, errors: .arma(p: 1, q: 0)),
      baseline: [0.008], errors: [0.5]),
  ]
}

@Suite("Recovery of known truth, 2000 series per model")
struct ModelRecoveryTests {
  private static let replications = 2000

  @Test(
    "Effects are unbiased, their 95 % intervals cover 93 to 97 %, and forecast intervals have their coverage",
    arguments: KnownTruth.all)
  func recovery(truth: KnownTruth) async throws {
    let simulation = truth.simulation
    let specification = simulation.specification
    let effects = specification.driverIndices
    let origin = simulation.first.advanced(by: 59)
    let horizons = simulation.publication == .monthly ? [1, 6, 12] : [3, 6, 12]
    var covered = [0, 0]
    var errors = [0.0, 0.0]
    var standardErrors = [0.0, 0.0]
    var inside = [[Int]](repeating: [0, 0], count: 3)
    var count = 0
    var options = ForecastOptions()
    options.computation = .closedForm
    for index in 0..<Self.replications {
      let table = try simulation.table(seed: 42, index: index)
      let past = MonthlyTable(
        mau: table.mau.clipped(to: simulation.first..<origin.advanced(by: 1)), drivers: table.drivers)
      let fit = try NetGrowth(specification).fit(past, benchmarks: false)
      count += 1
      for (driver, position) in effects.enumerated() {
        let effect = fit.effects[driver]
        covered[driver] += effect.interval(coverage: 0.95).contains(simulation.coefficients[position]) ? 1 : 0
        errors[driver] += effect.estimate - simulation.coefficients[position]
        standardErrors[driver] += effect.standardError
      }
      let forecast = try fit.forecast(months: 12, drivers: table.drivers, options: options)
      for (row, horizon) in horizons.enumerated() {
        // A quarter's mean is not a month's level: its forecasts are judged by the model's own months below.
        guard specification.timing != .quarterAverage, let actual = table.mau[origin.advanced(by: horizon)] else {
          continue
        }
        for (level, interval) in forecast.months[horizon - 1].intervals.enumerated() {
          inside[row][level] += (interval.lower...interval.upper).contains(actual) ? 1 : 0
        }
      }
    }
    let n = Double(count)
    let shares = covered.map { Double($0) / n }
    let bias = zip(errors, standardErrors).map { $0 / $1 }
    let forecasts = inside.map { $0.map { Double($0) / n } }
    print("RECOVERY \(truth.name): effects cover \(shares), bias \(bias) standard errors, forecasts cover \(forecasts)")
    for share in shares { #expect(share >= 0.93 && share <= 0.97) }
    for value in bias { #expect(abs(value) < 0.1) }
    if specification.timing != .quarterAverage {
      for share in forecasts {
        #expect(abs(share[0] - 0.80) <= 0.025)
        #expect(abs(share[1] - 0.95) <= 0.025)
      }
    }
  }
}
