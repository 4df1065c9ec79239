import ChurnForecast
import Foundation
import LeastSquares
import RealModule
import TestSupport
import Testing

private func specification(
  _ baseline: Baseline, _ seasonality: Seasonality = .none, drivers: [String] = ["x"]
) throws -> ModelSpecification {
  ModelSpecification(
    baseline: baseline, seasonality: seasonality,
    drivers: try drivers.map { DriverSpecification(try DriverExpression(parsing: $0)) })
}

@Suite("Net growth")
struct NetGrowthTests {
  /// References: Reference/net_growth.py.
  @Test("Monthly data with season, driver and saturation: the regression of statsmodels")
  func monthly() throws {
    let fit = try NetGrowth(specification(.saturating, .monthly)).fit(TestSeries.table())
    let values = [
      1.154733020352488, 0.01813245371412056, 0.020317823553078162, 0.014978157600920642, 0.003286148456424514,
      -0.008723493293614118, -0.01693557111773482, -0.02396332505921493, -0.017907551029487278,
      -0.006342785872829983, 0.0002529659583009405, 0.002262428291401293, 0.0324415452682793, 0.10214311289593056,
    ]
    let errors = [
      0.033069350352891956, 0.003960133685814886, 0.0035876215089160556, 0.003565874984704694,
      0.003570919320740528, 0.0035544373175136756, 0.003558398088700676, 0.003559439874385433,
      0.003561423975725059, 0.0035633270822930923, 0.003565337033297604, 0.003556909969894557,
      0.0014632410068100335, 0.0029646003793166796,
    ]
    #expect(TestSeries.correctDigits(fit.estimate.values, values) > 10)
    #expect(TestSeries.correctDigits(fit.estimate.standardErrors, errors) > 10)
    #expect(
      TestSeries.correctDigits([fit.estimate.sigma, fit.rSquared], [0.008292631094649753, 0.9746813383287439]) > 10)
    #expect(TestSeries.correctDigits([fit.criteria.logLikelihood], [207.0243284162816]) > 10)
    #expect(fit.converged)
  }

  @Test(
    "A coefficient that explains a single month has no robust standard error; the others have those without that month")
  func pulse() throws {
    let table = TestSeries.table()
    for kind in [StandardErrors.hc3, .neweyWest] {
      var model = try specification(.constant, drivers: ["x", "pulse(2017-03)"])
      let classical = try NetGrowth(model).fit(table)
      model.standardErrors = kind
      let fit = try NetGrowth(model).fit(table)
      let (x, pulse) = (fit.effects[0], fit.effects[1])
      #expect(!pulse.hasError && pulse.standardError.isNaN && pulse.p == nil)
      #expect(x.hasError && x.standardError > 0.3 * classical.effects[0].standardError)
      #expect(
        fit.notes().contains { if case .singleFigure(let effect) = $0 { effect.name == pulse.name } else { false } })
      model.errors = .arma(p: 1, q: 0)
      #expect(try NetGrowth(model).fit(table).effects.map(\.hasError) == [true, false])
      // A forecast does not take the pulse for certain.
      let error = fit.estimate.standardErrors[fit.specification.indices(ofDriver: 1).lowerBound]
      #expect(error > 0.5 * classical.effects[1].standardError)
      // White's sandwich by hand, without the row of the pulse.
      if kind == .hc3 { #expect(abs(try sandwich(table) / x.standardError - 1) < 1e-9) }
      let saved = try JSONDecoder().decode(
        ParameterEstimate.self, from: JSONEncoder().encode(fit.estimate))
      #expect(saved == fit.estimate)
    }
  }

  /// The HC3 error of x, the month of the pulse left out.
  private func sandwich(_ table: MonthlyTable) throws -> Double {
    let x = try #require(table.driver("x"))
    let pulse = Month(year: 2017, month: 3)
    let reference = DriverSpecification(.column("x")).referenceLevel(of: x, from: table.mau.first)
    let months = table.mau.observedMonths.dropFirst().filter { $0 != pulse }
    let growth = months.map { Double.log((table.mau[$0] ?? .nan) / (table.mau[$0.advanced(by: -1)] ?? .nan)) }
    let design = Matrix(columns: [months.map { _ in 1 }, months.map { reference - (x[$0] ?? .nan) }])
    let fit = try solve(design, growth)
    return fit.covariance(.hc3, design: design)[1, 1].squareRoot()
  }

  /// References: statsmodels, OLS(...).fit(cov_type="HC3"), and dense matrices, by the same script.
  @Test("Robust standard errors leave the coefficients unchanged and agree with statsmodels")
  func robustErrors() throws {
    let classical = try NetGrowth(specification(.saturating)).fit(TestSeries.table())
    for (kind, errors) in RobustReference.errors {
      var robust = try specification(.saturating)
      robust.standardErrors = kind
      let fit = try NetGrowth(robust).fit(TestSeries.table())
      #expect(fit.estimate.values == classical.estimate.values)
      #expect(TestSeries.correctDigits(fit.estimate.standardErrors, errors) > 8)
    }
  }

  @Test("Twitter's quarterly MAU: likelihood maximised over the saturation, nothing interpolated")
  func quarterly() throws {
    let file = try SeriesFile(path: TestSeries.data("twitter/mau-quarterly.csv"))
    let fit = try NetGrowth(specification(.saturating, drivers: [])).fit(readTable([file]))
    #expect(TestSeries.correctDigits(fit.estimate.values, [0.7289854287266835, 0.03699345553672254]) > 7)
    #expect(TestSeries.correctDigits(fit.estimate.standardErrors, [0.04747579747548344, 0.0024833753285704763]) > 5)
    #expect(TestSeries.correctDigits([fit.estimate.sigma], [0.01692698712126244]) > 7)
    #expect(TestSeries.correctDigits([fit.criteria.logLikelihood], [78.33343786772869]) > 10)
  }

  @Test("Yearly, then quarterly, then monthly figures with a monthly driver")
  func mixed() throws {
    let months = [0, 12, 24, 27, 30, 33] + Array(36..<60)
    let fit = try NetGrowth(specification(.saturating)).fit(TestSeries.table(months: months))
    #expect(
      TestSeries.correctDigits(
        fit.estimate.values, [1.1830427567215136, 0.033121690248409795, 0.1046959459493292]) > 6)
    #expect(
      TestSeries.correctDigits(
        fit.estimate.standardErrors, [0.08858199464680754, 0.004237906691548185, 0.007897480908215567]) > 5)
    #expect(TestSeries.correctDigits([fit.criteria.logLikelihood], [73.34012235710793]) > 10)
  }

  @Test("Scaling the users moves the baseline only")
  func scaling() throws {
    let model = NetGrowth(try specification(.saturating))
    let fit = try model.fit(TestSeries.table())
    let scaled = try model.fit(TestSeries.table(scale: 1e6))
    #expect(TestSeries.correctDigits(Array(scaled.estimate.values[1...]), Array(fit.estimate.values[1...])) > 9)
    let shift = scaled.estimate.values[0] - fit.estimate.values[0]
    #expect(abs(shift - fit.estimate.values[2] * .log(1e6)) < 1e-9)
    #expect(abs(scaled.criteria.logLikelihood - fit.criteria.logLikelihood) < 1e-7)
  }

  @Test("The reference level of a driver moves the baseline, not the effect")
  func referenceLevel() throws {
    let table = TestSeries.table()
    let fit = try NetGrowth(specification(.constant)).fit(table)
    let other = try NetGrowth(
      ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
    ).fit(table)
    #expect(abs(other.effects[0].estimate - fit.effects[0].estimate) < 1e-12)
    #expect(other.references == [0])
  }

  @Test("Errors explain why a model cannot be fitted")
  func refusals() throws {
    let table = TestSeries.table()
    func message(_ baseline: Baseline, _ drivers: [String], _ table: MonthlyTable) throws -> String? {
      let error = #expect(throws: ChurnModelError.self) {
        try NetGrowth(specification(baseline, drivers: drivers)).fit(table)
      }
      return error?.description
    }
    #expect(
      try message(.constant, ["x", "lag(x, 0)"], table)
        == "`lag(x, 0)` cannot be told apart from `x`: in these data they always move together. "
        + "Leave out one of them, or use data in which they differ.")
    #expect(
      try message(.constant, ["step(2030-01)"], table)
        == "`step(2030-01)` never differs from its reference level in the months of the fit, so its effect cannot "
        + "be estimated. Leave it out, or use other months.")
    #expect(
      try message(.saturating, ["x"], TestSeries.table(months: 0..<5))
        == "data: 5 figures of MAU give 4 changes, too few to estimate 3 coefficients (baseline, x, saturation); "
        + "expected at least 5. Use fewer drivers, no seasonality or more months.")
    #expect(try message(.constant, ["y"], table) == "the data have no column `y` for a driver.")
    #expect(
      try message(.constant, ["x", "x"], table) == "the driver `x` is given twice. Leave one out.")
    _ = try NetGrowth(specification(.saturating)).fit(TestSeries.table(months: 0..<6))
  }

  @Test("Monthly seasonality cannot be estimated from quarterly figures, and the message says so")
  func seasonOfQuarters() throws {
    let quarterly = TestSeries.table(months: stride(from: 2, to: 60, by: 3))
    #expect(throws: ChurnModelError.seasonNotSeen) {
      try NetGrowth(specification(.constant, .monthly, drivers: [])).fit(quarterly)
    }
  }

  @Test("A series without errors and a series as its own driver are rejected")
  func nothingToLearn() throws {
    let first = TestSeries.first
    for users in [(0..<30).map { _ in 5e6 }, (0..<30).map { 5e6 * .pow(1.01, Double($0)) }] {
      let table = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: users, file: "d.csv", lines: []))
      for baseline in Baseline.allCases {
        let error = #expect(throws: ChurnModelError.self) {
          try NetGrowth(specification(baseline, drivers: [])).fit(table)
        }
        #expect(error == .nothingLeft(file: "d.csv") || error?.description.contains("cannot be told apart") == true)
      }
    }
    #expect(throws: ChurnModelError.responseAsDriver("mau")) {
      try NetGrowth(specification(.constant, drivers: ["log(mau)"])).fit(TestSeries.table())
    }
  }
}

@Suite("Recovery of known truth")
struct RecoveryTests {
  /// Users that follow the model exactly, with normal innovations.
  private func simulated(seed: Int, months: Int, kappa: Double, beta: Double, every: Int) -> MonthlyTable {
    var stream = RandomStream(seed: 20_221_027, index: seed)
    let first = Month(year: 2018, month: 1)
    var y = [16.0]
    var x = [0.0]
    for _ in 1..<months {
      x.append(0.7 * x[x.count - 1] + stream.normal())
      y.append(
        y[y.count - 1] + 0.5 * kappa * 34 - kappa * y[y.count - 1] - beta * x[x.count - 1] + 0.02 * stream.normal())
    }
    return MonthlyTable(
      mau: MonthlyColumn(
        name: "mau", first: first,
        values: y.indices.map { ($0 + 1) % every == 0 || $0 == 0 ? .exp(y[$0]) : nil }),
      drivers: [MonthlyColumn(name: "x", first: first, values: x)])
  }

  @Test(
    "Effects are unbiased and 95 % intervals cover 95 %, from monthly and from quarterly figures",
    arguments: [(Baseline.constant, 1), (.constant, 3), (.saturating, 1), (.saturating, 3)])
  func coverage(baseline: Baseline, every: Int) throws {
    let replications = 2000
    let beta = 0.01
    var covered = 0
    var errors = 0.0
    var standardErrors = 0.0
    for seed in 0..<replications {
      let table = simulated(
        seed: seed, months: 61, kappa: baseline == .saturating ? 0.1 : 0, beta: beta, every: every)
      let fit = try NetGrowth(specification(baseline)).fit(table)
      let effect = try #require(fit.effects.first)
      covered += effect.interval(coverage: 0.95).contains(beta) ? 1 : 0
      errors += effect.estimate - beta
      standardErrors += effect.standardError
    }
    let coverage = Double(covered) / Double(replications)
    print(
      "\(baseline), every \(every) months: coverage \(coverage), bias in standard errors \(errors / standardErrors)")
    // Three standard deviations of the Monte Carlo error around 95 %.
    #expect((0.935...0.965).contains(coverage))
    #expect(abs(errors / standardErrors) < 0.1)
  }
}
