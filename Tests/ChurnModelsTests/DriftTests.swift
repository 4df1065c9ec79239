import ChurnForecast
import Foundation
import RealModule
import Testing

@Suite("A baseline that drifts")
struct DriftTests {
  private static let drifting = ModelSpecification(
    baseline: .drifting, drivers: [DriverSpecification(.column("x"), reference: 2)])

  @Test(
    "Estimates and errors are those of dense matrices",
    arguments: [
      (
        1, [0.0151953, 0.00576641, 0.159089], [0.00379872, 0.00107599, 0.057547], 0.0069295721
      ),
      (
        3, [0.01478918, 0.0055344, 0.171998], [0.00377073, 0.00121711, 0.069900], 0.0065506749
      ),
    ])
  func reference(step: Int, estimates: [Double], errors: [Double], sigma: Double) throws {
    let fit = try NetGrowth(Self.drifting).fit(DriftSeries.table(every: step))
    #expect(fit.coefficients.map(\.name) == ["baseline", "x", "drift"])
    for (own, (estimate, error)) in zip(fit.coefficients, zip(estimates, errors)) {
      #expect(abs(own.estimate / estimate - 1) < 1e-5, "\(own.name) \(own.estimate)")
      #expect(abs(own.standardError / error - 1) < 5e-5, "\(own.name) \(own.standardError)")
    }
    #expect(abs(fit.estimate.sigma / sigma - 1) < 1e-5)
    #expect(fit.coefficients[2].interval(coverage: 0.999).lowerBound == 0)
  }

  @Test("The baseline now is the first one plus what stayed of every month since")
  func now() throws {
    let table = DriftSeries.table(every: 1)
    let fit = try NetGrowth(Self.drifting).fit(table)
    let logs = table.mau.values.compactMap { $0 }.map { Double.log($0) }
    var level = fit.estimate.values[0]
    for month in 1..<logs.count {
      let effect = fit.estimate.values[1] * ((table.drivers[0].values[month] ?? 0) - 2)
      level += fit.estimate.values[2] * (logs[month] - logs[month - 1] + effect - level)
    }
    let now = try #require(fit.currentBaseline)
    #expect(abs(now.estimate - level) < 1e-12)
    #expect(now.standardError > 0)
    let note = try #require(
      fit.notes().first { if case .drift = $0 { true } else { false } })
    guard case .drift(let share, let first, now: let said) = note else { return }
    #expect((share.estimate, first.estimate, said) == (fit.estimate.values[2], fit.estimate.values[0], now))
    var constant = Self.drifting
    constant.baseline = .constant
    #expect(try NetGrowth(constant).fit(table).currentBaseline == nil)
  }

  /// Growth of 1 % with two drivers whose innovations stay in part; every month is published.
  private static func simulated(drift: Double, seed: UInt64, months: Int = 73) throws -> MonthlyTable {
    var truth = drifting
    truth.drivers.append(DriverSpecification(.column("z"), reference: 0))
    return try SeriesSimulation(
      truth, coefficients: [0.01, 0.004, 0.005, drift], innovation: 0.01, users: 1e6,
      first: Month(year: 2015, month: 1), months: months,
      processes: [
        "x": .poisson(rate: 2), "z": .autoregressive(mean: 0, deviation: 1, persistence: 0.7),
      ]
    ).table(seed: seed)
  }

  private static var open: ModelSpecification {
    var open = drifting
    open.drivers.append(DriverSpecification(.column("z"), reference: 0))
    open.baseline = .choice
    open.errors = .choice
    return open
  }

  @Test("Drift is seen; where there is none, it is found in fewer than two of five series")
  func choice() throws {
    var counts = [0, 0]
    for seed in 0..<60 {
      for (place, drift) in [0.25, 0].enumerated() {
        let fit = try NetGrowth(Self.open).fit(Self.simulated(drift: drift, seed: UInt64(seed)), benchmarks: false)
        #expect(!fit.specification.isOpen)
        if fit.specification.baseline == .drifting { counts[place] += 1 }
      }
    }
    #expect(counts[0] >= 50, "\(counts)")
    #expect(counts[1] <= 24, "\(counts)")
  }

  @Test("The chosen fit is the fit with this baseline stated")
  func agreement() throws {
    let data = try Self.simulated(drift: 0.4, seed: 3)
    var stated = Self.open
    stated.baseline = .drifting
    let chosen = try NetGrowth(Self.open).fit(data)
    #expect(chosen.specification.baseline == .drifting)
    #expect(try NetGrowth(stated).fit(data) == chosen)
  }

  @Test(
    "Intervals of effects and of users a year ahead hold 95 and 80 % where growth drifts",
    arguments: [Baseline.drifting, .choice])
  func coverage(baseline: Baseline) throws {
    var specification = Self.open
    specification.baseline = baseline
    let series = 300
    var (effects, users) = (0.0, 0.0)
    for seed in 0..<series {
      let all = try Self.simulated(drift: 0.25, seed: UInt64(500 + seed), months: 85)
      let end = all.mau.first.advanced(by: 73)
      let past = MonthlyTable(mau: all.mau.clipped(to: all.mau.first..<end), drivers: all.drivers)
      let fit = try NetGrowth(specification).fit(past, benchmarks: false)
      let forecast = try #require(fit.forecast(months: 12, drivers: all.drivers).months.last)
      let actual = all.mau[end.advanced(by: 11)] ?? .nan
      let interval = try #require(forecast.intervals.first { $0.coverage == 0.8 })
      if (interval.lower...interval.upper).contains(actual) { users += 1 / Double(series) }
      for (effect, truth) in zip(fit.effects, [0.004, 0.005]) {
        if effect.interval(coverage: 0.95).contains(truth) { effects += 0.5 / Double(series) }
      }
    }
    #expect(0.92...0.98 ~= effects, "\(effects)")
    #expect(0.73...0.88 ~= users, "\(users)")
  }

  @Test("What cannot be combined is refused, and a driver may be called drift")
  func combinations() throws {
    let table = DriftSeries.table(every: 1)
    for change in [
      { (model: inout ModelSpecification) in model.robust = .huber }, { $0.errors = .arma(p: 1, q: 0) },
      { $0.errors = .automatic },
    ] {
      var model = Self.drifting
      change(&model)
      #expect(throws: ChurnModelError.self) { try NetGrowth(model).fit(table) }
    }
    let named = MonthlyTable(
      mau: table.mau,
      drivers: [MonthlyColumn(name: "drift", first: table.drivers[0].first, values: table.drivers[0].values)])
    var model = ModelSpecification(baseline: .choice, drivers: [DriverSpecification(.column("drift"))])
    #expect(try NetGrowth(model).fit(named).specification.baseline == .constant)
    model.baseline = .drifting
    #expect(throws: ChurnModelError.repeatedDriver("drift")) { try NetGrowth(model).fit(named) }
  }

  @Test("A model file without a baseline leaves it open, except of flows, robust weights and stated correlations")
  func files() throws {
    func baseline(_ text: String) throws -> Baseline { try ModelSpecification(file: "m.yaml", text: text).baseline }
    #expect(try baseline("seasonality: none\n") == .choice)
    #expect(try baseline("errors: independent\n") == .choice)
    #expect(try baseline("baseline: drifting\n") == .drifting)
    #expect(try baseline("baseline: choose\n") == .choice)
    #expect(try baseline("errors: ar(1)\n") == .constant)
    #expect(try baseline("errors: auto\n") == .constant)
    #expect(try baseline("robust: huber\n") == .constant)
    #expect(try baseline("flows: {churned: lost}\n") == .constant)
  }

  @Test("A saved fit gives the same forecast; one with a drift outside 0 to 1 is refused")
  func saved() throws {
    let fit = try NetGrowth(Self.drifting).fit(DriftSeries.table(every: 3))
    let data = try JSONEncoder().encode(fit)
    let read = try JSONDecoder().decode(FittedNetGrowth.self, from: data)
    #expect(try read.forecast(months: 6) == fit.forecast(months: 6))
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var estimate = try #require(object["estimate"] as? [String: Any])
    var values = try #require(estimate["values"] as? [Double])
    values[2] = 1.5
    estimate["values"] = values
    object["estimate"] = estimate
    let damaged = try JSONSerialization.data(withJSONObject: object)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(FittedNetGrowth.self, from: damaged) }
  }

  @Test("Formula and simulation agree", arguments: [1, 3])
  func formula(step: Int) throws {
    let fit = try NetGrowth(Self.drifting).fit(DriftSeries.table(every: step))
    var options = ForecastOptions()
    options.drivers = .hold
    let formula = try fit.forecast(months: 12, options: options)
    #expect(formula.method == .closedForm)
    options.computation = .simulation
    options.draws = 100_000
    let simulated = try fit.forecast(months: 12, options: options)
    for (a, b) in zip(formula.months, simulated.months) {
      for (own, other) in zip(a.intervals, b.intervals) {
        let width = Double.log(own.upper / own.lower)
        #expect(abs(.log(b.median / a.median)) < 0.02 * width)
        #expect(abs(.log(other.upper / other.lower) / width - 1) < 0.05, "\(a.month) \(own.coverage)")
      }
    }
  }
}
