import ChurnForecast
import RealModule
import Testing

/// 48 months that grow, a driver with a known last level, and a model of them.
private func fitted(
  _ baseline: Baseline, driver: String? = "x", seasonality: Seasonality = .none, scale: Double = 1
) throws -> FittedNetGrowth {
  var stream = RandomStream(seed: 9, index: 0)
  let first = Month(year: 2019, month: 1)
  var y = [13.0]
  let x = (0..<50).map { Double(($0 * 7) % 5) }
  for t in 1..<48 {
    y.append(y[t - 1] + 0.05 * (14 - y[t - 1]) - 0.004 * x[t] + 0.01 * stream.normal())
  }
  let table = MonthlyTable(
    mau: MonthlyColumn(name: "mau", first: first, values: y.map { scale * .exp($0) }),
    drivers: [MonthlyColumn(name: "x", first: first, values: x)])
  let drivers = try driver.map { [DriverSpecification(try DriverExpression(parsing: $0))] } ?? []
  return try NetGrowth(ModelSpecification(baseline: baseline, seasonality: seasonality, drivers: drivers)).fit(table)
}

@Suite("Forecast of net growth")
struct NetGrowthForecastTests {
  @Test("The closed form by hand: random walk with estimated drift")
  func randomWalkWithDrift() throws {
    let fit = try fitted(.constant, driver: nil)
    var options = ForecastOptions()
    options.coverages = [0.9]
    let forecast = try fit.forecast(months: 3, options: options)
    let n = Double(fit.innovations.count)
    for (index, month) in forecast.months.enumerated() {
      let h = Double(index + 1)
      // Var = σ²(h + h²/n), t with n − 1 degrees of freedom.
      let error = fit.estimate.sigma * .sqrt(h + h * h / n)
      let half = StudentT(degreesOfFreedom: n - 1).quantile(0.95) * error
      let centre = Double.log(fit.lastUsers) + h * fit.estimate.values[0]
      #expect(abs(.log(month.median) - centre) < 1e-12)
      #expect(abs(.log(month.intervals[0].upper) - centre - half) < 1e-12)
      #expect(abs(.log(month.intervals[0].lower) - centre + half) < 1e-12)
      let share = try #require(month.varianceShares.first { $0.source == .parameters })
      #expect(abs(share.share - (h / n) / (1 + h / n)) < 1e-12)
    }
    #expect(forecast.method == .closedForm)
  }

  @Test("Simulation agrees with the closed form within Monte Carlo error", arguments: [nil, "x", "carryover(x, 0.6)"])
  func simulationAgrees(driver: String?) throws {
    let fit = try fitted(.constant, driver: driver, seasonality: .monthly)
    var options = ForecastOptions()
    options.drivers = .hold
    let exact = try fit.forecast(months: 12, options: options)
    let saturating = try simulate(fit, draws: 200_000)
    for (month, simulated) in zip(exact.months, saturating) {
      #expect(abs(.log(simulated.median / month.median)) < 1e-12, "antithetic draws have the exact median")
      for (a, b) in zip(month.intervals, simulated.intervals) {
        let width = Double.log(a.upper / a.lower)
        #expect(abs(.log(b.upper / a.upper)) < 0.01 * width)
        #expect(abs(.log(b.lower / a.lower)) < 0.01 * width)
      }
      for (a, b) in zip(month.varianceShares, simulated.varianceShares) { #expect(abs(a.share - b.share) < 0.01) }
    }
  }

  private func simulate(_ fit: FittedNetGrowth, draws: Int) throws -> [ForecastMonth] {
    var options = ForecastOptions()
    options.computation = .simulation
    options.draws = draws
    options.drivers = .hold
    options.seed = 5
    return try fit.forecast(months: 12, options: options).months
  }

  @Test("The same seed gives the same forecast, another seed a different one; the centre hardly moves")
  func seeds() throws {
    let fit = try fitted(.saturating)
    let forecast = try fit.forecast(months: 24)
    #expect(try fit.forecast(months: 24) == forecast)
    var options = ForecastOptions()
    options.seed = 2
    let other = try fit.forecast(months: 24, options: options)
    #expect(other != forecast)
    let (a, b) = (try #require(forecast.months.last), try #require(other.months.last))
    #expect(abs(.log(a.median / b.median)) < 0.002)
    #expect(a.intervals[0].lower < a.median && a.median < a.intervals[0].upper)
    #expect(a.intervals[1].lower < a.intervals[0].lower && a.intervals[0].upper < a.intervals[1].upper)
  }

  @Test("Draws do not depend on how many tasks share them")
  func threads() async throws {
    let fit = try fitted(.saturating, driver: nil)
    let simulation = GrowthSimulation(
      try fit.recursion(months: 8, columns: []), distribution: ParameterDistribution(fit.estimate))
    let whole = try simulation.run(pairs: 0..<90, seed: 11).values
    let parts = try await withThrowingTaskGroup(of: (Int, [[Double]]).self) { group in
      for part in 0..<3 {
        group.addTask { (part, try simulation.run(pairs: (part * 30)..<(part * 30 + 30), seed: 11).values) }
      }
      var parts = [[[Double]]](repeating: [], count: 3)
      for try await (part, values) in group { parts[part] = values }
      return parts
    }
    for month in whole.indices { #expect(whole[month] == parts.flatMap { $0[month] }) }
  }

  @Test("Scaling the users scales the forecast")
  func scaling() throws {
    let small = try fitted(.saturating).forecast(months: 6)
    let large = try fitted(.saturating, scale: 1000).forecast(months: 6)
    for (a, b) in zip(small.months, large.months) { #expect(abs(b.median / a.median / 1000 - 1) < 1e-6) }
  }

  @Test("Known values are used first, then stated futures, then the last level is held and reported")
  func futures() throws {
    let fit = try fitted(.constant)
    var options = ForecastOptions()
    options.drivers = .hold
    let held = try fit.forecast(months: 6, options: options)
    let last = Month(year: 2023, month: 2)
    #expect(held.drivers == [ContinuedDriver(column: "x", kind: .held, level: 3, since: last)])
    let start = Month(year: 2023, month: 3)
    let worse = MonthlyColumn(name: "x", first: start, values: [9, 9, 9, 9])
    let stated = try fit.forecast(months: 6, drivers: [worse])
    #expect(stated.drivers.map(\.kind) == [.stated])
    let lost = Double.log(held.months[5].median / stated.months[5].median)
    #expect(abs(lost - 4 * (9 - 3) * fit.effects[0].estimate) < 1e-12)
    #expect(held.months[1].median == stated.months[1].median)
    let short = MonthlyColumn(name: "x", first: start, values: [9, 9, 9], file: "future.csv", lines: [2, 3, 4])
    let partly = try fit.forecast(months: 6, drivers: [short], options: options)
    let since = Month(year: 2023, month: 5)
    #expect(partly.drivers == [ContinuedDriver(column: "x", kind: .held, level: 9, since: since)])
    #expect(partly.months.map(\.median) == stated.months.map(\.median))
    let hole = MonthlyColumn(name: "x", first: start, values: [9, nil, 9, 9], file: "future.csv", lines: [2, 3, 4, 5])
    let error = #expect(throws: ForecastError.self) { try fit.forecast(months: 6, drivers: [hole]) }
    #expect(error?.description.hasPrefix("future.csv:3: column `x`: ") == true)
  }

  @Test("A future that overflows is an error")
  func overflow() throws {
    let fit = try fitted(.constant)
    let wild = MonthlyColumn(name: "x", first: Month(year: 2023, month: 3), values: [-1e9, -1e9, -1e9])
    #expect(throws: ForecastError.notFinite(month: Month(year: 2023, month: 3))) {
      try fit.forecast(months: 5, drivers: [wild])
    }
  }

  @Test(
    "80 % and 95 % intervals cover what they promise at horizons 1, 6 and 12",
    arguments: [Baseline.constant, .saturating])
  func coverage(baseline: Baseline) throws {
    let horizons = [1, 6, 12]
    var covered = [[Int]](repeating: [0, 0], count: 3)
    let replications = 1000
    for index in 0..<replications {
      var stream = RandomStream(seed: 77, index: index)
      let kappa = baseline == .saturating ? 0.08 : 0
      var y = [15.5]
      for _ in 1..<72 { y.append(y[y.count - 1] + kappa * (16 - y[y.count - 1]) + 0.002 + 0.015 * stream.normal()) }
      let mau = MonthlyColumn(
        name: "mau", first: Month(year: 2017, month: 1), values: y[..<60].map { .exp($0) })
      let fit = try NetGrowth(ModelSpecification(baseline: baseline)).fit(MonthlyTable(mau: mau))
      var options = ForecastOptions()
      options.seed = UInt64(index)
      options.draws = 2000
      let forecast = try fit.forecast(months: 12, options: options)
      for (position, horizon) in horizons.enumerated() {
        for (level, interval) in forecast.months[horizon - 1].intervals.enumerated()
        where (interval.lower...interval.upper).contains(.exp(y[59 + horizon])) {
          covered[position][level] += 1
        }
      }
    }
    let shares = covered.map { $0.map { Double($0) / Double(replications) } }
    print("\(baseline): coverage of 80 % and 95 % at horizons 1, 6, 12: \(shares)")
    for share in shares {
      #expect(abs(share[0] - 0.80) < 0.035)
      #expect(abs(share[1] - 0.95) < 0.025)
    }
  }
}

@Suite("Naive forecast")
struct NaiveForecastTests {
  @Test("Users stay constant, and uncertainty grows with the square root of the horizon")
  func randomWalk() throws {
    let fit = try fitted(.constant, driver: nil)
    let naive = try Benchmark.naive.forecast(fit.data.mau, months: 4, coverages: [0.8])
    #expect(naive.months.allSatisfy { $0.median == fit.lastUsers })
    let widths = naive.months.map { Double.log($0.intervals[0].upper / $0.intervals[0].lower) }
    #expect(abs(widths[3] / widths[0] - 2) < 1e-12)
    let half = StudentT(degreesOfFreedom: 47).halfWidth(coverage: 0.8)
    let growths = try #require(fit.benchmark(.naive)).rootMeanSquare
    #expect(abs(widths[0] - 2 * half * growths) < 1e-12)
  }
}
