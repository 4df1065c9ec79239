import ChurnForecast
import RealModule
import TestSupport
import Testing

private func driver(_ text: String, sign: EffectSign = .free, prior: EffectPrior? = nil) throws -> DriverSpecification {
  DriverSpecification(try DriverExpression(parsing: text), reference: 0, sign: sign, prior: prior)
}

/// Two drivers, and users that follow a known truth.
private func table(
  _ specification: ModelSpecification, _ coefficients: [Double], months: Int = 120, innovation: Double = 0.004,
  seed: UInt64 = 8, publication: SeriesSimulation.Publication = .monthly
) throws -> MonthlyTable {
  try SeriesSimulation(
    specification, coefficients: coefficients, innovation: innovation, users: 2e6, first: Month(year: 2012, month: 1),
    months: months,
    processes: [
      "x": .autoregressive(mean: 0, deviation: 1, persistence: 0.5),
      "z": .autoregressive(mean: 0, deviation: 1, persistence: 0.3),
    ], publication: publication
  ).table(seed: seed)
}

@Suite("Correlated errors of net growth")
struct CorrelatedErrorTests {
  /// References: Reference/arma_growth.R, arima(xreg =, method = "ML"), and statsmodels by Reference/arma_growth.py.
  @Test(
    "The likelihood is at least as high as that of R's arima and of statsmodels", arguments: ARMAGrowthReference.all)
  func likelihood(reference: ARMAGrowthReference) throws {
    let specification = ModelSpecification(
      drivers: [DriverSpecification(.column("x"), reference: 0)], errors: .arma(p: reference.p, q: reference.q))
    let fit = try NetGrowth(specification).fit(TestSeries.table())
    #expect(fit.criteria.logLikelihood > reference.logLikelihood - 1e-4)
    #expect(fit.criteria.logLikelihood < reference.logLikelihood + 0.5)
    #expect(fit.converged)
  }

  @Test("The order with the lowest AICc is found and saved with the fit")
  func order() throws {
    let specification = ModelSpecification(drivers: [try driver("x")], errors: .arma(p: 1, q: 0))
    let data = try table(specification, [0.004, 0.01, 0.7])
    var automatic = specification
    automatic.errors = .automatic
    let chosen = try NetGrowth(automatic).fit(data)
    #expect(chosen.specification.errors != .automatic && chosen.specification.errors != .independent)
    #expect(chosen.criteria.aicc <= (try NetGrowth(specification).fit(data).criteria.aicc) + 1e-6)
    let size = try #require(chosen.effectiveSampleSize)
    #expect(size > 10 && size < 60)
  }

  @Test(
    "Errors are written and read as on the command line",
    arguments: ["independent", "auto", "ar(2)", "ma(1)", "arma(1,2)"])
  func text(text: String) { #expect(ErrorProcess(text)?.description == text) }

  @Test(
    "What is no process is refused", arguments: ["ar", "ar(4)", "arma(1)", "arma(1,2,3)", "arima(1,1)", "ar(x)", ""])
  func nonsense(text: String) { #expect(ErrorProcess(text) == nil) }
}

@Suite("Baselines and timing")
struct BaselineTests {
  @Test("A decaying surge is recovered")
  func decaying() throws {
    let specification = ModelSpecification(baseline: .decaying, drivers: [try driver("x")])
    let fit = try NetGrowth(specification).fit(table(specification, [0.002, 0.01, 0.1, 0.92]))
    let names = specification.coefficientNames
    #expect(names == ["baseline", "x", "transient", "transient decay"])
    for (index, truth) in [0.002, 0.01, 0.1, 0.92].enumerated() {
      #expect(fit.coefficients[index].interval(coverage: 0.999).contains(truth), "\(names[index])")
    }
  }

  @Test("A logistic curve is recovered from months, and from quarters with the same long run")
  func logistic() throws {
    let specification = ModelSpecification(baseline: .logistic, drivers: [try driver("x")])
    // κ relates to 2 million users here, to the geometric mean of the figures in the fit: U* = 2e6·α/κ either way.
    let data = try table(specification, [0.09, 0.004, 0.03])
    let monthly = try NetGrowth(specification).fit(data)
    let quarterly = try NetGrowth(specification).fit(
      table(specification, [0.09, 0.004, 0.03], publication: .quarterly))
    for fit in [monthly, quarterly] {
      let run = try #require(fit.longRun(coverage: 0.999))
      #expect(run.usersInterval?.contains(6e6) == true)
      #expect(fit.effects[0].interval(coverage: 0.999).contains(0.004))
    }
    #expect(quarterly.effects[0].standardError > monthly.effects[0].standardError)
  }

  @Test("Quarterly means treated as quarter ends bias the effect; treated as means they do not")
  func quarterAverage() throws {
    var specification = ModelSpecification(timing: .quarterAverage, drivers: [try driver("x")])
    var (asMean, asEnd) = (0.0, 0.0)
    for seed in 0..<40 {
      let data = try table(
        specification, [0.004, 0.01], seed: UInt64(seed), publication: .quarterAverage)
      specification.timing = .quarterAverage
      asMean += try NetGrowth(specification).fit(data).effects[0].estimate / 40
      specification.timing = .monthEnd
      asEnd += try NetGrowth(specification).fit(data).effects[0].estimate / 40
    }
    #expect(abs(asMean - 0.01) < 0.0006)
    #expect(abs(asEnd - 0.01) > 3 * abs(asMean - 0.01))
  }

  @Test("Yearly, then quarterly, then monthly figures with correlated errors enter one likelihood")
  func patterns() throws {
    let specification = ModelSpecification(drivers: [try driver("x")], errors: .arma(p: 1, q: 0))
    let data = try table(specification, [0.004, 0.01, 0.4])
    let kept = data.mau.months.enumerated().map { index, month in
      index < 36
        ? (index % 12 == 11 ? data.mau[month] : nil)
        : index < 72
          ? (index % 3 == 2 ? data.mau[month] : nil)
          : index == 80 ? nil : data.mau[month]
    }
    let mixed = MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: data.mau.first, values: kept), drivers: data.drivers)
    let fit = try NetGrowth(specification).fit(mixed)
    #expect(fit.effects[0].interval(coverage: 0.999).contains(0.01))
    #expect(fit.innovations.count == mixed.mau.observedMonths.count - 1)
    let forecast = try fit.forecast(months: 6)
    #expect(forecast.months.allSatisfy { $0.intervals[0].lower < $0.median && $0.median < $0.intervals[0].upper })
  }
}

@Suite("Distributed lags and carryover")
struct LagTests {
  private let weights = [0.004, 0.008, 0.006, 0.002]

  private func data() throws -> MonthlyTable {
    let truth = ModelSpecification(drivers: try (0...3).map { try driver("lag(x, \($0))") })
    return try table(truth, [0.004] + weights)
  }

  @Test("Free, Almon and Shiller lags find the same pattern; the total is more precise than its parts")
  func shapes() throws {
    let data = try data()
    let free = try NetGrowth(ModelSpecification(drivers: [try driver("lag(x, 0...3)")])).fit(data)
    let almon = try NetGrowth(ModelSpecification(drivers: [try driver("almon(x, 0...3, 2)")])).fit(data)
    let shiller = try NetGrowth(ModelSpecification(drivers: [try driver("shiller(x, 0...3, 0.01)")])).fit(data)
    for fit in [free, almon, shiller] {
      let lags = fit.coefficients.filter { $0.name.contains(" lag ") }
      #expect(lags.count == 4)
      for (lag, truth) in zip(lags, weights) { #expect(abs(lag.estimate - truth) < 4 * lag.standardError) }
      #expect(fit.effects[0].interval(coverage: 0.999).contains(0.02))
    }
    #expect(almon.estimate.values.count == free.estimate.values.count - 1)
    // A polynomial of full degree is the free fit.
    let full = try NetGrowth(ModelSpecification(drivers: [try driver("almon(x, 0...3, 3)")])).fit(data)
    #expect(abs(full.effects[0].estimate - free.effects[0].estimate) < 1e-10)
    #expect(abs(full.criteria.logLikelihood - free.criteria.logLikelihood) < 1e-8)
    // A wide prior has no effect; a narrow one forces a straight line.
    let wide = try NetGrowth(ModelSpecification(drivers: [try driver("shiller(x, 0...3, 1000)")])).fit(data)
    #expect(abs(wide.effects[0].estimate - free.effects[0].estimate) < 1e-8)
    let narrow = try NetGrowth(ModelSpecification(drivers: [try driver("shiller(x, 0...3, 1e-7)")])).fit(data)
    let line = narrow.coefficients.filter { $0.name.contains(" lag ") }.map(\.estimate)
    #expect(abs(line[0] - 2 * line[1] + line[2]) < 1e-6)
  }

  @Test("An estimated decay is found, with an interval that contains the truth; without an effect its profile is flat")
  func carryover() throws {
    let truth = ModelSpecification(drivers: [try driver("carryover(x, 0.7)")])
    let model = ModelSpecification(drivers: [try driver("carryover(x, fit)")])
    let fit = try NetGrowth(model).fit(table(truth, [0.004, 0.02]))
    #expect(fit.specification.coefficientNames == ["baseline", "carryover(x, fit)", "decay of carryover(x, fit)"])
    let profile = try #require(fit.carryoverProfiles().first)
    #expect(profile.interval.contains(0.7) && !profile.isFlat)
    #expect(abs(fit.decays[0] - 0.7) < 0.15)
    let best = try #require(profile.points.max { $0.logLikelihood < $1.logLikelihood })
    #expect(abs(best.logLikelihood - fit.criteria.logLikelihood) < 1e-6)
    let nothing = try NetGrowth(model).fit(table(truth, [0.004, 0]))
    #expect(try #require(nothing.carryoverProfiles().first).isFlat)
    #expect(nothing.notes().contains { if case .carryover = $0 { true } else { false } })
  }
}

@Suite("Signs, priors and robust weights")
struct RestrictionTests {
  @Test("A sign that the data contradict holds the effect at 0 without an error, and the free estimate is reported")
  func signs() throws {
    let truth = ModelSpecification(drivers: [try driver("x"), try driver("z")])
    let data = try table(truth, [0.004, 0.01, -0.008])
    let free = try NetGrowth(truth).fit(data)
    let model = ModelSpecification(drivers: [try driver("x", sign: .harmful), try driver("z", sign: .harmful)])
    let fit = try NetGrowth(model).fit(data)
    let held = fit.effects[1]
    #expect(held.estimate == 0 && held.standardError == 0 && !held.hasError && held.p == nil)
    #expect(abs(try #require(held.freeEstimate) - free.effects[1].estimate) < 1e-10)
    #expect(fit.notes().contains(.constrained(held)))
    let alone = try NetGrowth(ModelSpecification(drivers: [try driver("x")])).fit(data)
    #expect(abs(fit.effects[0].estimate - alone.effects[0].estimate) < 1e-10)
    // A sign that agrees changes nothing.
    let agreed = ModelSpecification(drivers: [try driver("x", sign: .harmful), try driver("z", sign: .helpful)])
    #expect(try NetGrowth(agreed).fit(data).estimate == free.estimate)
  }

  @Test("A prior pulls by its precision; its share is reported, and a wide one has no effect")
  func priors() throws {
    let truth = ModelSpecification(drivers: [try driver("x")])
    let data = try table(truth, [0.004, 0.01], months: 40, innovation: 0.03)
    let free = try NetGrowth(truth).fit(data)
    func fit(_ deviation: Double) throws -> FittedNetGrowth {
      try NetGrowth(
        ModelSpecification(drivers: [try driver("x", prior: EffectPrior(mean: 0.02, standardDeviation: deviation))])
      ).fit(data)
    }
    let wide = try fit(100)
    #expect(abs(wide.effects[0].estimate - free.effects[0].estimate) < 1e-7)
    #expect(wide.coefficients[1].dataShare > 0.999999)
    let narrow = try fit(1e-6)
    #expect(abs(narrow.effects[0].estimate - 0.02) < 1e-6 && narrow.coefficients[1].dataShare < 0.001)
    let equal = try fit(free.effects[0].standardError)
    let share = equal.coefficients[1].dataShare
    #expect(abs(share - 0.5) < 0.05)
    let expected = share * free.effects[0].estimate + (1 - share) * 0.02
    #expect(abs(equal.effects[0].estimate - expected) < 0.05 * abs(expected))
  }

  @Test("Outlying months hardly affect a robust fit", arguments: [Robustness.huber, .tukey])
  func robust(kind: Robustness) throws {
    let truth = ModelSpecification(drivers: [try driver("x")])
    let clean = try table(truth, [0.004, 0.01])
    var values = clean.mau.values
    for index in [30, 31, 75] { values[index] = values[index].map { $0 * 1.4 } }
    let dirty = MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: clean.mau.first, values: values), drivers: clean.drivers)
    let ordinary = try NetGrowth(truth).fit(dirty).effects[0].estimate
    var model = truth
    model.robust = kind
    let weighted = try NetGrowth(model).fit(dirty).effects[0].estimate
    #expect(abs(weighted - 0.01) < 0.002 && abs(weighted - 0.01) < abs(ordinary - 0.01))
    model.errors = .arma(p: 1, q: 0)
    #expect(throws: ChurnModelError.self) { try NetGrowth(model).fit(dirty) }
  }
}

@Suite("Churn hazard")
struct ChurnHazardTests {
  /// Users with a known hazard and acquisitions.
  private func flows(months: Int = 120, seed: Int = 1) -> MonthlyTable {
    var stream = RandomStream(seed: 99, index: seed)
    let first = Month(year: 2014, month: 1)
    var users = [1_000_000.0]
    var acquired = [0.0]
    var churned = [0.0]
    let x = (0..<months).map { _ in stream.normal() }
    for month in 1..<months {
      let hazard = 1 / (1 + Double.exp(-(-3 + 0.3 * x[month] + 0.05 * stream.normal())))
      acquired.append(60_000 * .exp(0.1 * stream.normal()))
      churned.append(users[month - 1] * hazard)
      users.append(users[month - 1] - churned[month] + acquired[month])
    }
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [
        MonthlyColumn(name: "x", first: first, values: x),
        MonthlyColumn(name: "acquired", first: first, values: acquired),
        MonthlyColumn(name: "churned", first: first, values: churned),
      ])
  }

  private func fit(_ flows: Flows, _ table: MonthlyTable) throws -> FittedChurnHazard {
    try ChurnHazard(ModelSpecification(drivers: [try driver("x")], flows: flows)).fit(table)
  }

  @Test("Lost users known, and acquired users known: the hazard and its driver are recovered")
  func known() throws {
    let churned = try fit(Flows(acquired: "acquired", churned: "churned"), flows())
    let acquired = try fit(Flows(acquired: "acquired"), flows())
    for fit in [churned, acquired] {
      #expect(fit.coefficients[0].interval(coverage: 0.999).contains(-3))
      #expect(fit.coefficients[1].interval(coverage: 0.999).contains(0.3))
      #expect(fit.unidentified.isEmpty && fit.converged)
      let forecast = try fit.forecast(months: 12)
      #expect(forecast.months.allSatisfy { $0.intervals[0].lower < $0.median && $0.median < $0.intervals[0].upper })
    }
    #expect(churned.situation == .churnedKnown && acquired.situation == .acquiredKnown)
  }

  @Test("Neither flow known: the fit names what the data do not identify")
  func unknown() throws {
    let fit = try fit(Flows(), flows())
    #expect(fit.situation == .neither && fit.names == ["hazard", "x", "ln acquired"])
    #expect(fit.coefficients[1].estimate > 0)
    // The less users move, the less their balance says about its two sides.
    for (size, unidentified) in [(500.0, ["hazard", "ln acquired"]), (4e4, ["hazard", "ln acquired"]), (8e4, [])] {
      let values = (0..<40).map { 1e6 + size * Double(($0 * 7) % 5) }
      let mau = MonthlyColumn(name: "mau", first: Month(year: 2020, month: 1), values: values)
      let balance = try ChurnHazard(ModelSpecification(flows: Flows())).fit(MonthlyTable(mau: mau))
      #expect(balance.unidentified == unidentified)
    }
  }

  @Test("Coverage of the driver's effect with lost users known")
  func coverage() throws {
    var covered = 0
    for seed in 0..<400 {
      let fit = try fit(Flows(churned: "churned"), flows(months: 60, seed: seed))
      covered += fit.coefficients[1].interval(coverage: 0.95).contains(0.3) ? 1 : 0
    }
    #expect((0.92...0.98).contains(Double(covered) / 400))
  }

  @Test("An impossible flow is rejected, and its place is named")
  func badFlow() throws {
    let table = flows()
    let lost = MonthlyColumn(
      name: "churned", first: table.mau.first, values: table.mau.values.map { $0.map { $0 * 2 } }, file: "f.csv",
      lines: table.mau.values.indices.map { $0 + 2 })
    let error = #expect(throws: ChurnModelError.self) {
      try fit(Flows(churned: "churned"), MonthlyTable(mau: table.mau, drivers: [table.drivers[0], lost]))
    }
    #expect(error?.description.hasPrefix("f.csv:3: column `churned`:") == true)
  }

  @Test("A saved hazard is read back equal")
  func saved() throws {
    let fit = try fit(Flows(acquired: "acquired"), flows())
    let again = try SavedFit.read(SavedFit.text(of: fit), file: "h.json")
    #expect(again as? FittedChurnHazard == fit)
  }
}
