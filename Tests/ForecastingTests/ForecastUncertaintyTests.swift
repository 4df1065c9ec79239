import ChurnForecast
import RealModule
import TestSupport
import Testing

private func fitted(months: Int = 60, driver: String = "x") throws -> FittedNetGrowth {
  let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
  let table = try SeriesSimulation(
    specification, coefficients: [0.004, 0.02], innovation: 0.01, users: 1e6, first: Month(year: 2018, month: 1),
    months: months, processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.6)]
  ).table(seed: 11)
  return try NetGrowth(
    ModelSpecification(drivers: [DriverSpecification(try DriverExpression(parsing: driver), reference: 0)])
  ).fit(table)
}

@Suite("Uncertainty of forecasts")
struct ForecastUncertaintyTests {
  /// Feldstein (1971): Var = σ²h + z'V z + β'Σ_z β + tr(V Σ_z), z the sum of the rows, Σ_z the variance of the driver's sum.
  @Test("Uncertain drivers: simulation agrees with Feldstein's closed form within Monte Carlo error")
  func feldstein() throws {
    let fit = try fitted()
    let history = try #require(fit.data.driver("x"))
    let method = DriverForecastMethod.process(.autoregressive)
    var options = ForecastOptions()
    options.draws = 100_000
    options.drivers = .method(method)
    let simulated = try fit.forecast(months: 6, options: options)
    // The variance of the sum of the driver over six months, from its own draws.
    let driver = DriverForecast(history, method: method, months: 6)
    let centre = driver.means.reduce(0, +)
    var square = 0.0
    let draws = 200_000
    for draw in 0..<draws {
      var stream = RandomStream(seed: 5, index: draw)
      let sum = driver.path(&stream).reduce(0, +) - centre
      square += sum * sum
    }
    let driverVariance = square / Double(draws)
    let sigma = fit.estimate.sigma
    let weights = [6, -centre]
    let parameters = fit.estimate.standardError(of: weights) * fit.estimate.standardError(of: weights)
    let own = fit.estimate.standardErrors[1] * fit.estimate.standardErrors[1]
    let effect = fit.effects[0].estimate
    let variance = 6 * sigma * sigma + parameters + effect * effect * driverVariance + own * driverVariance
    // Normal quantiles, apart from the t factor of the estimated σ.
    let last = try #require(simulated.months.last)
    let half = StudentT(degreesOfFreedom: fit.estimate.degreesOfFreedom).halfWidth(coverage: 0.8)
    let width = Double.log(last.intervals[0].upper / last.intervals[0].lower) / 2
    #expect(abs(width / (half * .sqrt(variance)) - 1) < 0.02)
    let shares = Dictionary(uniqueKeysWithValues: last.varianceShares.map { ($0.source, $0.share) })
    #expect(abs((shares[.drivers] ?? 0) - effect * effect * driverVariance / variance) < 0.02)
    #expect(abs(shares.values.reduce(0, +) - 1) < 1e-12)
    // The formula's own small sample of the drivers gives about the same.
    options.computation = .closedForm
    let formula = try #require(fit.forecast(months: 6, options: options).months.last)
    #expect(abs(.log(formula.intervals[0].upper / formula.intervals[0].lower) / 2 / width - 1) < 0.08)
  }

  @Test("Shocks of months before the forecast count where a driver's history ends earlier", arguments: [0, 5])
  func earlierEnd(missing: Int) throws {
    let data = try fitted().data
    let x = try #require(data.driver("x"))
    let known = MonthlyColumn(name: "x", first: x.first, values: Array(x.values.dropLast(missing)))
    let table = MonthlyTable(mau: data.mau, drivers: [known])
    let fit = try NetGrowth(
      ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0, missing: .carry)])
    ).fit(table)
    var options = ForecastOptions()
    options.draws = 100_000
    options.drivers = .method(.process(.randomWalk))
    let simulated = try #require(fit.forecast(months: 6, options: options).months.last)
    options.computation = .closedForm
    let formula = try #require(fit.forecast(months: 6, options: options).months.last)
    func width(_ month: ForecastMonth) -> Double { .log(month.intervals[0].upper / month.intervals[0].lower) }
    #expect(abs(width(formula) / width(simulated) - 1) < 0.02)
  }

  @Test("An excluded source adds nothing")
  func switches() throws {
    let fit = try fitted()
    func width(_ sources: Set<VarianceShare.Source>) throws -> Double {
      var options = ForecastOptions()
      options.drivers = .forecast
      options.draws = 4000
      options.sources = sources
      let month = try #require(fit.forecast(months: 6, options: options).months.last)
      return .log(month.intervals[0].upper / month.intervals[0].lower)
    }
    #expect(try width([]) < 1e-12)
    let all = try width([.parameters, .innovations, .drivers])
    for source in VarianceShare.Source.allCases {
      let alone = try width([source])
      #expect(alone > 0 && alone < all)
    }
  }

  @Test("The delta method is close to the simulation for a saturating model")
  func deltaMethod() throws {
    var specification = ModelSpecification(baseline: .saturating)
    specification.drivers = [DriverSpecification(.column("x"), reference: 0)]
    for (baseline, coefficients) in [
      (Baseline.saturating, [0.08 * 14.2, 0.02, 0.08]), (.logistic, [0.08, 0.02, 0.055]),
    ] {
      specification.baseline = baseline
      let table = try SeriesSimulation(
        specification, coefficients: coefficients, innovation: 0.01, users: 1e6, first: Month(year: 2018, month: 1),
        months: 72, processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.6)]
      ).table(seed: 2)
      let fit = try NetGrowth(specification).fit(table)
      var options = ForecastOptions()
      options.computation = .closedForm
      let formula = try fit.forecast(months: 12, options: options)
      options.computation = .simulation
      let simulated = try fit.forecast(months: 12, options: options)
      for (a, b) in zip(formula.months, simulated.months) {
        let width = Double.log(b.intervals[0].upper / b.intervals[0].lower)
        #expect(abs(.log(a.median / b.median)) < 0.03 * width)
        #expect(abs(.log(a.intervals[0].upper / a.intervals[0].lower) / width - 1) < 0.06)
      }
    }
  }

  @Test("Correlated errors: simulation and formula agree")
  func correlatedErrors() throws {
    var specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
    specification.errors = .arma(p: 1, q: 1)
    let table = try SeriesSimulation(
      specification, coefficients: [0.004, 0.02, 0.6, 0.3], innovation: 0.01, users: 1e6,
      first: Month(year: 2015, month: 1), months: 96,
      processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.6)]
    ).table(seed: 4)
    let fit = try NetGrowth(specification).fit(table)
    var options = ForecastOptions()
    options.drivers = .hold
    let formula = try fit.forecast(months: 12, options: options)
    options.computation = .simulation
    options.draws = 40_000
    let simulated = try fit.forecast(months: 12, options: options)
    #expect(formula.method == .closedForm)
    for (a, b) in zip(formula.months, simulated.months) {
      let width = Double.log(a.intervals[0].upper / a.intervals[0].lower)
      #expect(abs(.log(b.median / a.median)) < 0.02 * width)
      #expect(abs(.log(b.intervals[0].upper / b.intervals[0].lower) / width - 1) < 0.03)
    }
  }

  @Test("Student's t has the degrees of freedom of the innovations' kurtosis, 4 + 6/excess")
  func kurtosis() throws {
    // Growth whose errors have heavy tails.
    let months = 400
    var level = 14.0
    let values = (0..<months).map { month in
      var stream = RandomStream(seed: 21, index: month)
      level += 0.002 + 0.01 * stream.normal() * (month % 7 == 0 ? 1.8 : 0.85)
      return Double.exp(level)
    }
    let first = Month(year: 1990, month: 1)
    let table = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: values), drivers: [])
    let fit = try NetGrowth(ModelSpecification()).fit(table)
    let n = Double(fit.innovations.count)
    let square = fit.innovations.reduce(0) { $0 + $1 * $1 } / n
    let fourth = fit.innovations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
    let freedom = 4 + 6 / (fourth / (square * square) - 3)
    #expect(freedom > 5 && freedom < 12)
    var options = ForecastOptions()
    options.computation = .simulation
    options.innovations = .student
    options.sources = [.innovations]
    options.draws = 400_000
    options.coverages = [0.998]
    let month = try fit.forecast(months: 1, options: options).months[0]
    let half = Double.log(month.intervals[0].upper / month.intervals[0].lower) / 2 / fit.estimate.sigma
    let expected = StudentT(degreesOfFreedom: freedom).quantile(0.999) * ((freedom - 2) / freedom).squareRoot()
    #expect(abs(half / expected - 1) < 0.025, "\(half) and \(expected), \(freedom) degrees of freedom")
  }

  @Test(
    "Innovations by bootstrap and Student's t have the standard deviation of the fit",
    arguments: ForecastOptions.Innovations.allCases)
  func innovations(kind: ForecastOptions.Innovations) throws {
    let fit = try fitted()
    var options = ForecastOptions()
    options.computation = .simulation
    options.innovations = kind
    options.draws = 40_000
    let month = fit.origin.advanced(by: 3)
    let other = try #require(fit.forecast(months: 3, options: options).users(in: month))
    options.innovations = .gaussian
    let normal = try #require(fit.forecast(months: 3, options: options).users(in: month))
    func width(_ forecast: ForecastMonth) -> Double { .log(forecast.intervals[0].upper / forecast.intervals[0].lower) }
    #expect(abs(width(other) / width(normal) - 1) < 0.06)
  }
}

@Suite("Draws outside the domain of a transform")
struct OutsideDomainTests {
  private static let advice =
    "Use log1p(…) for counts that can be 0. Alternatively, state the driver's later levels or hold its last one."

  /// Counts that were never 0, at a rate at which e^−1.2 = 30 % of later months are.
  private func table() -> MonthlyTable {
    let counts = (0..<48).map { Double([1, 1, 2, 1, 1, 1][$0 % 6]) }
    let mau = (0..<48).map { 1e6 * Double.exp(0.01 * Double($0) + 0.01 * .sin(Double($0 * $0))) }
    let first = Month(year: 2018, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: mau),
      drivers: [MonthlyColumn(name: "x", first: first, values: counts)])
  }

  @Test("They are an error that gives their share; the driver is not replaced by its mean", arguments: [true, false])
  func growth(byFormula: Bool) throws {
    let driver = DriverSpecification(try DriverExpression(parsing: "log(x)"))
    let fit = try NetGrowth(ModelSpecification(drivers: [driver])).fit(table())
    var options = ForecastOptions()
    options.drivers = .method(.counts)
    options.computation = byFormula ? .closedForm : .simulation
    options.draws = 2000
    let error = #expect(throws: ForecastError.self) { try fit.forecast(months: 12, options: options) }
    guard case .drawsOutsideDomain("log(x)", "log", _, let share)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // A rate of 7/6, uncertain by the counts seen: about 1 − 0.69¹² of the paths hold a zero.
    #expect(abs(share - 0.985) < 0.015)
    #expect(error?.description.contains(" of the drawn futures of driver `log(x)`, some month has no log;") == true)
    #expect(error?.description.hasSuffix("expected numbers above 0. \(Self.advice)") == true)
    // The advice works.
    options.drivers = .hold
    #expect(throws: Never.self) { try fit.forecast(months: 12, options: options) }
    let soft = DriverSpecification(try DriverExpression(parsing: "log1p(x)"))
    options.drivers = .method(.counts)
    let other = try NetGrowth(ModelSpecification(drivers: [soft])).fit(table())
    #expect(throws: Never.self) { try other.forecast(months: 12, options: options) }
  }

  @Test(
    "A driver whose logarithm is taken is forecast in logarithms, so that every future has one",
    arguments: ["log(x)", "log(lag(x, 1))", "log(carryover(x, 0.5))"])
  func logarithms(text: String) throws {
    // A tenth of the months are near 0, so that normal deviations of the levels would go below.
    var table = table()
    let levels = (0..<48).map { Double.exp(1.5 * .sin(12.9898 * Double($0 * $0))) }
    table = MonthlyTable(mau: table.mau, drivers: [MonthlyColumn(name: "x", first: table.mau.first, values: levels)])
    let fit = try NetGrowth(ModelSpecification(drivers: [DriverSpecification(try DriverExpression(parsing: text))]))
      .fit(table)
    var options = ForecastOptions()
    options.drivers = .forecast
    for computation in [ForecastOptions.Computation.closedForm, .simulation] {
      options.computation = computation
      let last = try #require(fit.forecast(months: 24, options: options).months.last)
      #expect(last.intervals.allSatisfy { $0.lower < last.median && last.median < $0.upper })
    }
    let method = DriverForecastMethod.suggested(for: table.drivers[0], above: 0)
    let forecast = DriverForecast(table.drivers[0], method: method, months: 24, above: 0)
    var stream = RandomStream(seed: 1, index: 0)
    let paths = (0..<4000).map { _ in forecast.path(&stream) }
    #expect(paths.allSatisfy { $0.allSatisfy { $0 > 0 } })
    // Half of the futures are below the middle one, and their logarithms vary as in the history.
    let last = paths.map { Double.log($0[23] / forecast.means[23]) }
    #expect(abs(Double(last.count { $0 < 0 }) / 4000 - 0.5) < 0.03)
    let spread = Double.sqrt(last.reduce(0) { $0 + $1 * $1 } / 4000)
    #expect(0.8...1.35 ~= spread, "\(spread)")
    // Counts stay counts where 0 is allowed.
    let counts = MonthlyColumn(
      name: "x", first: table.mau.first, values: (0..<48).map { Double([0, 2, 1, 3][$0 % 4]) })
    #expect(DriverForecastMethod.suggested(for: counts, above: -1) == .counts)
    #expect(DriverForecastMethod.suggested(for: counts, above: 0) == .meanReversion)
  }

  @Test("Stock and flow gives the same error")
  func stockAndFlow() throws {
    let driver = DriverSpecification(try DriverExpression(parsing: "log(x)"))
    let data = table()
    let lost = MonthlyColumn(
      name: "lost", first: data.mau.first,
      values: (0..<48).map { 1e6 * (0.03 + 0.002 * Double([1, 1, 2, 1, 1, 1][$0 % 6]) + 0.001 * .sin(Double($0))) })
    let fit = try ChurnHazard(ModelSpecification(drivers: [driver], flows: Flows(churned: "lost"))).fit(
      MonthlyTable(mau: data.mau, drivers: data.drivers + [lost]))
    var options = ForecastOptions()
    options.drivers = .method(.counts)
    options.draws = 400
    let error = #expect(throws: ForecastError.self) { try fit.forecast(months: 12, options: options) }
    #expect(error?.description.contains("of the drawn futures of driver `log(x)`") == true)
  }
}

@Suite("Forecasts of drivers")
struct DriverForecastTests {
  private func column(_ values: [Double]) -> MonthlyColumn {
    MonthlyColumn(name: "x", first: Month(year: 2018, month: 1), values: values)
  }

  @Test("The method that suits a history is suggested")
  func suggestions() {
    var stream = RandomStream(seed: 1, index: 0)
    let counts = (0..<48).map { _ in Double(stream.poisson(2)) }
    #expect(DriverForecastMethod.suggested(for: column(counts)) == .counts)
    let seasonal = (0..<60).map { 5 + 2 * Double.sin(Double($0 % 12) / 2) + 0.3 * stream.normal() }
    #expect(DriverForecast(column(seasonal), method: .meanReversion, months: 1).process == .seasonal)
    let noise = (0..<60).map { _ in 0.3 + 0.05 * stream.normal() }
    #expect(DriverForecast(column(noise), method: .meanReversion, months: 1).process == .autoregressive)
  }

  @Test("A switch is a state, steps and trends go on from their last level, and counts vary like counts")
  func characters() {
    func check(_ method: DriverForecastMethod, months: Int = 48, _ value: (Int) -> Double) {
      let history = column((0..<months).map { value($0) })
      #expect(DriverForecastMethod.suggested(for: history) == method, "\(history.values.prefix(20))")
    }
    check(.state) { $0 < 40 ? 0 : 1 }
    check(.state) { _ in 1 }
    check(.state) { _ in 3 }
    check(.counts) { $0 % 5 == 0 ? 1 : 0 }
    check(.process(.randomWalk)) { Double(10 + $0 / 12) }
    check(.process(.randomWalk)) { 9.99 + 2 * Double($0 / 16) }
    check(.process(.randomWalk)) { Double(20 + $0) }
    check(.process(.randomWalk)) { month in
      let noise = 0.01 * Double(month * 7 % 5)
      return 0.3 + 0.01 * Double(month) + noise
    }
    check(.meanReversion) { 0.3 + 0.01 * Double($0 * 7 % 5) }
    check(.meanReversion) { Double(50 + $0 * 7 % 3) }
  }

  @Test("A state has one future")
  func state() {
    let forecast = DriverForecast(column([0, 0, 0, 1, 1]), method: .state, months: 3)
    var stream = RandomStream(seed: 3, index: 1)
    #expect(forecast.path(&stream) == [1, 1, 1] && forecast.means == [1, 1, 1])
  }

  @Test("Counts: future mean and variance are those of the last two years, and none is below 0")
  func counts() {
    var stream = RandomStream(seed: 2, index: 0)
    let history = column((0..<60).map { _ in Double(stream.poisson(3)) })
    let forecast = DriverForecast(history, method: .counts, months: 4)
    let recent = history.values.suffix(24).compactMap { $0 }
    let mean = recent.reduce(0, +) / 24
    #expect(forecast.means == [mean, mean, mean, mean])
    var (sum, square) = (0.0, 0.0)
    for draw in 0..<20_000 {
      var own = RandomStream(seed: 3, index: draw)
      let value = forecast.path(&own)[0]
      #expect(value >= 0 && value == value.rounded())
      sum += value
      square += value * value
    }
    #expect(abs(sum / 20_000 - mean) < 0.06)
    let variance = square / 20_000 - (sum / 20_000) * (sum / 20_000)
    #expect(variance >= mean)
  }

  @Test("Mean reversion returns to the mean, hold stays, the season repeats")
  func paths() throws {
    var x = [0.0]
    var stream = RandomStream(seed: 6, index: 0)
    for _ in 1..<200 { x.append(0.7 * x[x.count - 1] + stream.normal()) }
    x.append(5)
    let back = DriverForecast(column(x), method: .process(.autoregressive), months: 24)
    #expect(back.means[0] < 5 && back.means[0] > 2 && abs(back.means[23]) < 1)
    let held = DriverForecast(column(x), method: .process(.randomWalk), months: 3)
    #expect(held.means == [5, 5, 5])
    let season = (0..<60).map { Double($0 % 12) }
    let repeated = DriverForecast(column(season), method: .process(.seasonal), months: 12)
    for (month, value) in repeated.means.enumerated() { #expect(abs(value - Double(month)) < 1e-9) }
  }
}

@Suite("Automatic forecast")
struct AutomaticForecastTests {
  @Test("A growth model needs eight figures more than it has coefficients")
  func fewestFigures() throws {
    let table = TestSeries.table()
    let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), missing: .carry)])
    func growth(_ figures: Int) throws -> FittedNetGrowth? {
      let mau = table.mau.clipped(to: table.mau.first..<table.mau.first.advanced(by: figures))
      return try AutomaticForecast(specification: specification, MonthlyTable(mau: mau, drivers: table.drivers)).growth
    }
    // Baseline and effect; the saturation is a third.
    #expect(try growth(9) == nil)
    #expect(try growth(10)?.specification.baseline == .constant)
  }

  private func table(effect: Double, seed: UInt64 = 21) throws -> (ModelSpecification, MonthlyTable) {
    let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
    return (
      specification,
      try SeriesSimulation(
        specification, coefficients: [0.004, effect], innovation: 0.006, users: 1e6,
        first: Month(year: 2015, month: 1), months: 84,
        processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.95)]
      ).table(seed: seed)
    )
  }

  @Test("Only drivers that help have weight; the same input gives the same forecast")
  func weights() throws {
    var (helpful, useless) = (0.0, 0.0)
    for seed in 0..<20 {
      let (specification, strong) = try table(effect: 0.03, seed: UInt64(seed))
      helpful += try AutomaticForecast(specification: specification, strong).weight / 20
      let (_, idle) = try table(effect: 0, seed: UInt64(seed))
      useless += try AutomaticForecast(specification: specification, idle).weight / 20
    }
    print("auto: mean weight of drivers that help \(helpful), of drivers that do nothing \(useless)")
    #expect(helpful > 0.5 && useless < 0.35)
    let (specification, strong) = try table(effect: 0.03)
    let helped = try AutomaticForecast(specification: specification, strong)
    let again = try AutomaticForecast(specification: specification, strong)
    #expect(try helped.forecast(months: 12) == again.forecast(months: 12))
    let alone = try AutomaticForecast(specification: nil, strong)
    #expect(alone.weight == 0 && alone.growth == nil)
    #expect(try alone.forecast(months: 6).months == Benchmark.combination.forecast(strong.mau, months: 6).months)
  }

  @Test("Quarterly figures, gaps and short series are forecast too")
  func shapes() throws {
    let first = Month(year: 2015, month: 1)
    let figures: [Double?] = (0..<60).map { month -> Double? in
      month % 3 == 2 ? 1e6 * Double.exp(0.3 * Double.log(Double(month))) : nil
    }
    let quarterly = MonthlyColumn(name: "mau", first: first, values: figures)
    let forecast = try AutomaticForecast(specification: nil, MonthlyTable(mau: quarterly)).forecast(months: 24)
    #expect(forecast.months.map { $0.month.monthOfYear % 3 } == Array(repeating: 0, count: 8))
    #expect(forecast.name == "auto" && forecast.method == .localTrends)
    var gap: [Double?] = (0..<40).map { month -> Double? in 1e6 + 1e4 * Double(month) + 3e3 * Double(month % 5) }
    gap[37] = nil
    let broken = MonthlyColumn(name: "mau", first: first, values: gap)
    let fallback = try AutomaticForecast(specification: nil, MonthlyTable(mau: broken)).forecast(months: 3)
    #expect(fallback.months.count == 3)
    let tiny = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: [100, 101]))
    #expect(throws: ForecastError.notForecast("auto", "it needs 3 figures")) {
      try AutomaticForecast(specification: nil, tiny)
    }
  }
}

@Suite("How drivers go on")
struct DriverContinuationTests {
  private let first = Month(year: 2018, month: 1)

  private func column(_ name: String, _ values: [Double], after months: Int = 0) -> MonthlyColumn {
    MonthlyColumn(name: name, first: first.advanced(by: months), values: values)
  }

  /// Sixty months with counts, a rate and a switch.
  private func fit(_ text: String) throws -> FittedNetGrowth {
    var stream = RandomStream(seed: 8, index: 0)
    let counts = (0..<60).map { _ in Double(stream.poisson(2)) }
    var tone = 0.0
    let rate = (0..<60).map { (_: Int) -> Double in
      tone = 0.6 * tone + 0.04 * stream.normal()
      return 0.3 + tone
    }
    let policy = (0..<60).map { $0 < 40 ? 0.0 : 1 }
    var level = Double.log(1e7)
    let users = (0..<60).map { (month: Int) -> Double in
      level += 0.01 - 0.004 * counts[month] - 0.1 * (rate[month] - 0.3) - 0.01 * policy[month] + 0.01 * stream.normal()
      return Double.exp(level)
    }
    return try NetGrowth(ModelSpecification(file: "m.yaml", text: text)).fit(
      MonthlyTable(
        mau: column("mau", users),
        drivers: [column("outages", counts), column("tone", rate), column("policy", policy)]))
  }

  @Test(
    "The formula gives the variance of simulated drivers, whatever the baseline",
    arguments: [
      "drivers: {outages: {}, tone: {}}", "drivers: {outages: {transform: carryover, decay: 0.7}, tone: {}}",
      "baseline: saturating\ndrivers: {outages: {transform: carryover, decay: 0.3}, tone: {transform: carryover, decay: 0.5}}",
      "drivers: {outages: {transform: log1p}, tone: {}}",
    ])
  func formula(text: String) throws {
    let fit = try fit(text)
    var options = ForecastOptions()
    options.sources = [.drivers]
    options.draws = 40_000
    options.computation = .closedForm
    let formula = try fit.forecast(months: 12, options: options)
    options.computation = .simulation
    let simulated = try fit.forecast(months: 12, options: options)
    let t = StudentT(degreesOfFreedom: fit.estimate.degreesOfFreedom).halfWidth(coverage: 0.8)
    for (own, other) in zip(formula.months, simulated.months) {
      let error = Double.log(own.intervals[0].upper / own.median) / t
      let drawn = Double.log(other.intervals[0].upper / other.intervals[0].lower) / 2 / Normal.quantile(0.9)
      // Counts are skewed, and carried-over ones have quantiles that are not quite normal.
      #expect(abs(error - drawn) < 0.08 * drawn + 1e-9)
    }
  }

  @Test("Every driver says how it goes on")
  func kinds() throws {
    let forecast = try fit("drivers: {outages: {}, tone: {}, policy: {}}").forecast(months: 6)
    #expect(forecast.drivers.map(\.kind) == [.counts, .meanReversion, .state])
    #expect(forecast.drivers[2].level == 1 && forecast.drivers[2].since == first.advanced(by: 59))
    #expect(1...3 ~= forecast.drivers[0].level)
    #expect(forecast.months[5].varianceShares.contains { $0.source == .drivers && $0.share > 0.02 })
  }

  @Test("A future for some months or some drivers is used, and the rest is forecast from there")
  func partial() throws {
    let fit = try fit("drivers: {outages: {}, tone: {}, policy: {}}")
    let stated = column("outages", [9, 9], after: 60)
    let forecast = try fit.forecast(months: 4, drivers: [stated])
    let plain = try fit.forecast(months: 4)
    #expect(forecast.drivers[0].kind == .counts && forecast.drivers[0].since == first.advanced(by: 61))
    #expect(forecast.months[0].median < plain.months[0].median)
    let off = try fit.forecast(months: 4, drivers: [column("policy", [0, 0, 0, 0], after: 60)])
    #expect(off.drivers.map(\.kind) == [.counts, .meanReversion, .stated])
    #expect(off.months[3].median > plain.months[3].median)
  }

  @Test("A future that differs from the history is said, and the history is used")
  func contradiction() throws {
    let fit = try fit("drivers: {policy: {}}")
    let other = column("policy", [0, 0, 0, 0], after: 58)
    let forecast = try fit.forecast(months: 2, drivers: [other])
    #expect(forecast.drivers[0].contradiction == first.advanced(by: 58))
    let same = try fit.forecast(months: 2, drivers: [column("policy", [1, 1, 0, 0], after: 58)])
    #expect(same.drivers[0].contradiction == nil && same.months == forecast.months)
  }
}
