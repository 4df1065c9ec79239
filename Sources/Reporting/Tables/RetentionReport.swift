import ChurnModels
import Series

/// How users of cohorts stay, and how many there will be.
public struct RetentionReport: ResultReport {
  let fit: FittedRetention
  let curve: RetentionCurve
  private let lifetime: Lifetime
  let forecast: CohortForecast?
  let scenario: RetentionScenario?
  let backtest: RetentionBacktest?
  private let isChosen: Bool

  /// The report of a fit.
  ///
  /// - Parameters:
  ///   - fit: the fit.
  ///   - curve: its curve.
  ///   - lifetime: how long users stay.
  ///   - forecast: users to come; nil for none.
  ///   - scenario: what other levels of drivers do; nil for none.
  ///   - backtest: scores beside plain methods; nil for none.
  ///   - isChosen: whether the program chose the model.
  public init(
    _ fit: FittedRetention, _ curve: RetentionCurve, _ lifetime: Lifetime, forecast: CohortForecast? = nil,
    scenario: RetentionScenario? = nil, backtest: RetentionBacktest? = nil, isChosen: Bool = false
  ) {
    self.fit = fit
    self.curve = curve
    self.lifetime = lifetime
    self.forecast = forecast
    self.scenario = scenario
    self.backtest = backtest
    self.isChosen = isChosen
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let tables = RetentionTables(fit, curve)
    var blocks: [ResultDocument.Block] = [.line(title), .table(tables.parameters), .table(tables.curve)]
    var fields: [String: ResultField] = [
      "model": .text(fit.kind.rawValue), "logLikelihood": .number(fit.logLikelihood), "aic": .number(fit.aic),
      "parameters": .record(
        Dictionary(fit.parameters.map { ($0.name, .number($0.value)) }, uniquingKeysWith: { first, _ in first })),
      "coefficients": .records(tables.parameters), "curve": .records(tables.curve),
      "level": .number(curve.coverage), "overdispersion": .number(fit.dispersion.overdispersion),
      "lifetime": .record([
        "within": .count(lifetime.horizon), "periods": .number(lifetime.withinHorizon),
        "total": .number(lifetime.total),
      ]), "converged": .flag(fit.converged), "sentence": .text(sentence),
    ]
    if let test = fit.shapeTest {
      fields["shapeTest"] = .record(["statistic": .number(test.statistic), "p": .number(test.p)])
    }
    if let forecast {
      let table = RetentionTables.forecast(forecast, scenario)
      blocks.append(.table(table))
      fields["forecast"] = .records(table)
      fields["draws"] = .count(forecast.draws)
      fields["seed"] = .seed(forecast.seed)
    }
    if let backtest {
      let table = RetentionTables.backtest(backtest)
      blocks.append(.table(table))
      fields["backtest"] = .records(table)
    }
    return ResultDocument(blocks + [.notes(notes)], data: tables.curve, fields: fields)
  }

  private var title: String {
    let cohorts = fit.table.cohorts.count
    let users = fit.table.cohorts.reduce(0) { $0 + $1.size }
    return
      "\(Self.name(fit.kind)), \(cohorts) cohort\(cohorts == 1 ? "" : "s") of \(NumberText.users(users)) users in all, "
      + "up to age \(fit.table.lastAge)"
  }

  /// The name of a model.
  package static func name(_ kind: RetentionKind) -> String {
    switch kind {
    case .sbg: "Shifted beta-geometric"
    case .bdw: "Beta discrete Weibull"
    case .hazard: "Discrete-time hazard"
    }
  }

  /// What it says, as a sentence to quote.
  public var sentence: String {
    let age = curve.points.last { $0.observed != nil }?.age ?? curve.points.count - 1
    let point = curve.points[age]
    let level = NumberText.coverage(curve.coverage)
    let stay =
      "Of new users, \(NumberText.percent(point.survival, 1)) are still active at age \(age) (\(level) % "
      + "\(NumberText.interval(NumberText.percent(point.survivalInterval.lowerBound, 1), NumberText.percent(point.survivalInterval.upperBound, 1))))"
    let life =
      lifetime.total.map { "they stay \(NumberText.significant($0, 3)) periods on average" }
      ?? "their mean lifetime is infinite by this model: \(NumberText.significant(lifetime.withinHorizon, 3)) of the first \(lifetime.horizon) periods"
    return "\(stay); \(life)."
  }

  /// Notes for readers.
  package var notes: [String] {
    var notes = [sentence]
    if isChosen, fit.kind != .hazard {
      notes.append(
        fit.kind == .bdw
          ? "The data contradict the shifted beta-geometric\(fit.shapeTest.map { " (p \(NumberText.probability($0.p)))" } ?? ""), so that the beta discrete Weibull was chosen."
          : "The data do not contradict the shifted beta-geometric, the simpler model.")
    }
    notes += fit.notes.map(\.description)
    if let scenario, let last = scenario.differences.last, let interval = last.intervals.last {
      let levels = wordList(
        scenario.levels.sorted { $0.key < $1.key }.map {
          "\(NumberText.name($0.key)) at \(NumberText.significant($0.value))"
        })
      notes.append(
        "With \(levels), users after \(scenario.differences.count) months differ by \(NumberText.signedUsers(last.median)) "
          + "(\(NumberText.coverage(interval.coverage)) % \(NumberText.interval(NumberText.signedUsers(interval.lower), NumberText.signedUsers(interval.upper))))."
      )
    }
    if let forecast {
      notes.append("Users are the sum over cohorts. \(forecast.acquisition)")
      notes.append("\(forecast.draws) simulated paths, seed \(forecast.seed).")
    }
    for driver in fit.drivers {
      notes.append(
        "`\(driver.name)` is measured from \(NumberText.significant(driver.reference)); a positive coefficient raises the odds of leaving."
      )
    }
    return notes
  }
}
