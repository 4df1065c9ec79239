import ChurnForecast
import RealModule
import TestSupport
import Testing

/// Going through the past of a fit again.
@Suite("Look back")
struct LookBackTests {
  private static let first = TestSeries.first

  /// Models of every kind of baseline, error, timing and transform.
  private static let models: [(String, ModelSpecification, [Int])] = {
    let x = DriverSpecification(.column("x"), name: "x")
    let carried = DriverSpecification(.carryover(.column("x"), decay: 0.5), name: "x")
    let fitted = DriverSpecification(.carryover(.column("x"), decay: nil), name: "x")
    let all = Array(0..<60)
    let quarters = Array(stride(from: 2, to: 60, by: 3))
    return [
      ("constant", ModelSpecification(drivers: [x]), all),
      ("saturating", ModelSpecification(baseline: .saturating, seasonality: .monthly, drivers: [x]), all),
      ("logistic", ModelSpecification(baseline: .logistic, drivers: [x]), all),
      ("decaying", ModelSpecification(baseline: .decaying, drivers: [x]), all),
      ("drifting", ModelSpecification(baseline: .drifting, drivers: [x]), all),
      ("correlated errors", ModelSpecification(drivers: [x], errors: .arma(p: 1, q: 0)), all),
      ("carryover", ModelSpecification(baseline: .saturating, drivers: [carried]), all),
      ("estimated decay", ModelSpecification(drivers: [fitted]), all),
      ("month averages", ModelSpecification(timing: .monthAverage, drivers: [x]), all),
      ("quarters", ModelSpecification(baseline: .saturating, drivers: [x]), quarters),
      ("logistic quarters", ModelSpecification(baseline: .logistic, drivers: [x]), quarters),
      ("quarter averages", ModelSpecification(timing: .quarterAverage, drivers: [x]), quarters),
      ("quarters, correlated", ModelSpecification(drivers: [x], errors: .arma(p: 1, q: 0)), quarters),
    ]
  }()

  @Test("With drivers as they were, users are as they were, in every draw", arguments: models.indices)
  func historyIsKept(_ index: Int) throws {
    let (name, specification, months) = Self.models[index]
    let fit = try NetGrowth(specification).fit(TestSeries.table(months: months))
    let base = Self.first.advanced(by: months[0] + 6)
    let run = try Self.solution(fit, from: base, until: fit.origin, [.init("other", [.init("x", to: 1)])]).run()
    let same = run.scenarios[0]
    for month in same.months {
      #expect(month.intervals.allSatisfy { $0.upper - $0.lower < 1e-9 * month.median }, "\(name) \(month.month)")
      // A mean over a quarter is not the users of its last month.
      guard specification.timing != .quarterAverage, let figure = fit.data.mau[month.month] else { continue }
      #expect(abs(month.median / figure - 1) < 1e-12, "\(name) \(month.month)")
    }
    #expect(run.scenarios[1].months.allSatisfy { $0.median.isFinite })
  }

  @Test("Means over quarters are those of the levels between them")
  func quarterAverages() throws {
    let months = Array(stride(from: 2, to: 60, by: 3))
    let fit = try NetGrowth(
      ModelSpecification(timing: .quarterAverage, drivers: [DriverSpecification(.column("x"), name: "x")])
    ).fit(TestSeries.table(months: months))
    let levels = try fit.pastLevels()
    for figure in months.dropFirst() {
      let mean = (0..<3).reduce(0) { $0 + levels[figure - months[0] - $1] } / 3
      #expect(abs(mean - TestSeries.logUsers[figure]) < 1e-10)
    }
  }

  @Test("Between figures of users, levels are those of the equation with the least squares of its innovations")
  func bridge() throws {
    let months = Array(stride(from: 0, to: 60, by: 4))
    let fit = try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("x"), name: "x")]))
      .fit(TestSeries.table(months: months))
    let levels = try fit.pastLevels()
    // Without saturation and correlation, what the months do not explain is divided equally.
    let (alpha, beta) = (fit.estimate.values[0], fit.estimate.values[1])
    func growth(_ month: Int) -> Double { alpha - beta * (TestSeries.driver[month] - fit.references[0]) }
    for figure in months.dropLast() {
      let rest = (1...4).reduce(TestSeries.logUsers[figure + 4] - TestSeries.logUsers[figure]) {
        $0 - growth(figure + $1)
      }
      for month in 1...4 {
        let innovation = levels[figure + month] - levels[figure + month - 1] - growth(figure + month)
        #expect(abs(innovation - rest / 4) < 1e-12)
      }
    }
  }

  @Test("Users lost with a constant baseline: U (exp(β Σ (z − z′)) − 1) and its t interval")
  func closedForm() throws {
    let fit = try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("x"), name: "x")]))
      .fit(TestSeries.table())
    let since = Self.first.advanced(by: 24)
    let result = try LookBack(fit, [PastChange("x", .to(1.5))], since: since, coverages: [0.9], draws: 40_000)
    #expect(result.months.count == 36)
    #expect(result.months[0].month == since)
    let beta = fit.effects[0]
    var sum = 0.0
    var userMonths = 0.0
    for (index, month) in result.months.enumerated() {
      sum += TestSeries.driver[24 + index] - 1.5
      let users = Double.exp(TestSeries.logUsers[24 + index])
      #expect(abs(month.users / users - 1) < 1e-12)
      let lost = users * (.exp(beta.estimate * sum) - 1)
      userMonths += lost
      #expect(abs(month.lost.median - lost) < 2e-3 * abs(lost))
      #expect(month.isObserved)
    }
    // The quantiles of 40,000 draws are about 1 % of a standard error off.
    let last = result.months[35]
    let ends = beta.interval(coverage: 0.9)
    let users = last.users
    let exact = (users * (.exp(ends.lowerBound * sum) - 1))...(users * (.exp(ends.upperBound * sum) - 1))
    let width = exact.upperBound - exact.lowerBound
    #expect(abs(last.lost.intervals[0].lower - exact.lowerBound) < 0.02 * width)
    #expect(abs(last.lost.intervals[0].upper - exact.upperBound) < 0.02 * width)
    #expect(abs(result.lostUserMonths.difference / userMonths - 1) < 1e-9)
    #expect(abs(result.lost.difference / (users * (.exp(beta.estimate * sum) - 1)) - 1) < 1e-9)
  }

  @Test("A look back is the run of a scenario file from the past, fitted there or saved")
  func sameAsScenario() throws {
    let x = DriverSpecification(.carryover(.column("x"), decay: 0.5), name: "x")
    let fit = try NetGrowth(ModelSpecification(baseline: .saturating, drivers: [x], errors: .independent))
      .fit(TestSeries.table())
    let since = Self.first.advanced(by: 30)
    let result = try LookBack(fit, [PastChange("x", .reference)], since: since)
    let table = TestSeries.table()
    let text = """
      base: {data: data.csv, month: \(since.advanced(by: -1))}
      model: {baseline: saturating, errors: independent, drivers: {x: {expression: "carryover(x, 0.5)"}}}
      horizon: \(fit.origin)
      scenarios:
        was: {}
        instead: {x: \(fit.references[0])}
      """
    let saved = """
      base: {month: \(since.advanced(by: -1))}
      fit: fit.json
      horizon: \(fit.origin)
      scenarios:
        was: {}
        instead: {x: \(fit.references[0])}
      """
    for text in [text, saved] {
      let file = try ScenarioFile(file: "past.yaml", text: text)
      let inputs = ScenarioInputs(columns: ["data.csv": [table.mau] + table.drivers], fits: ["fit.json": fit])
      let run = try ScenarioSolution(file, inputs).run()
      #expect(run.scenarios[1].months == result.months.map(\.instead))
      #expect(run.scenarios[1].differences == result.months.map(\.lost))
    }
  }

  @Test("From the past into the future: known months have no width, and the rest is the forecast")
  func pastAndFuture() throws {
    let fit = try NetGrowth(
      ModelSpecification(
        baseline: .saturating, drivers: [DriverSpecification(.column("x"), name: "x")], errors: .arma(p: 1, q: 0))
    ).fit(TestSeries.table())
    let horizon = fit.origin.advanced(by: 12)
    func run(_ base: Month?) throws -> ScenarioOutcome {
      let file = ScenarioFile(
        base: .fit(month: base), model: .saved("fit"), horizon: horizon,
        scenarios: [.init("hold", [.init("x", [.stated(.hold)])])], draws: 2000)
      return try ScenarioSolution(file, ScenarioInputs(fits: ["fit": fit])).run().scenarios[0]
    }
    // Held at the level of the last month, which is that of the base too where the past is not changed.
    let present = try run(nil)
    let level = TestSeries.driver[59]
    let file = ScenarioFile(
      base: .fit(month: fit.origin.advanced(by: -10)), model: .saved("fit"), horizon: horizon,
      scenarios: [.init("was", [.init("x", to: level, from: fit.origin.advanced(by: 1))])], draws: 2000)
    let past = try ScenarioSolution(file, ScenarioInputs(fits: ["fit": fit])).run().scenarios[0]
    #expect(past.months.count == 22)
    for (own, other) in zip(past.months.dropFirst(10), present.months) {
      #expect(own.month == other.month)
      #expect(abs(own.median / other.median - 1) < 1e-9)
      for (a, b) in zip(own.intervals, other.intervals) {
        #expect(abs(a.lower / b.lower - 1) < 1e-9 && abs(a.upper / b.upper - 1) < 1e-9)
      }
    }
  }

  @Test("What cannot be asked is said")
  func errors() throws {
    let fit = try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("x"), name: "x")]))
      .fit(TestSeries.table())
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message { _ = try LookBack(fit, [PastChange("y", .reference)]) }
        == "The fit has no driver `y`. Its drivers are `x`.")
    #expect(
      message { _ = try LookBack(fit, [PastChange("x", .reference), PastChange("x", .to(1))]) }
        == "`x` is set twice; set it once.")
    #expect(
      message { _ = try LookBack(fit, since: Self.first) }
        == "The months 2015-01 to 2019-12 do not lie in the past of the fit. The first month that can change is 2015-02, after the "
        + "first figure; the last one is 2019-12.")
    let other = MonthlyColumn(name: "x", first: Month(year: 2030, month: 1), values: [1])
    #expect(
      message { _ = try LookBack(fit, [PastChange("x", .table(other))]) }
        == "The levels of `x` have no value from 2015-02 to 2019-12.")
    let plain = try NetGrowth(ModelSpecification()).fit(TestSeries.table())
    #expect(
      message { _ = try LookBack(plain) }
        == "The fit has no drivers, so that nothing can be set. Fit a model with `--driver`.")
    #expect(
      message { _ = try Self.solution(fit, from: Month(year: 2014, month: 1), until: fit.origin, []) }
        == "the base month 2014-01 is outside the figures of the fit, which go from 2015-01 to 2019-12: take one of these months."
    )
  }

  /// Scenarios from a month of the past of a fit, the first without any change.
  private static func solution(
    _ fit: FittedNetGrowth, from base: Month, until end: Month, _ scenarios: [ScenarioFile.Scenario]
  ) throws -> ScenarioSolution {
    try ScenarioSolution(
      ScenarioFile(
        base: .fit(month: base), model: .saved("fit"), horizon: end, scenarios: [.init("same")] + scenarios,
        draws: 400), ScenarioInputs(fits: ["fit": fit]))
  }
}
