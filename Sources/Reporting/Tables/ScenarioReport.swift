import Forecasting
import Scenarios
import Series
import Univariate

/// A run of scenarios as table, CSV or JSON.
public struct ScenarioReport {
  private let run: ScenarioRun

  /// The report of a run.
  public init(_ run: ScenarioRun) { self.run = run }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table:
      [run.title + "\n", paths, changes, crossings, parameters, driverLevels, notes].filter { !$0.isEmpty }.joined(
        separator: "\n")
    case .csv: csv
    case .json: JSONText.document(ScenarioDocument(run))
    }
  }

  private func comparison(_ scenario: String, _ month: Month) -> PublishedComparison? {
    run.comparisons.first { $0.scenario == scenario && $0.month == month }
  }

  private func basis(_ outcome: ScenarioOutcome) -> String {
    outcome.basis.map(\.rawValue).joined(separator: " + ")
  }

  private var hasIntervals: Bool {
    run.scenarios.contains { $0.months.contains { $0.intervals.contains { $0.upper > $0.lower } } }
  }

  /// The base month, every December, published months and the horizon.
  private var shownMonths: [Month] {
    (run.scenarios.first?.months.map(\.month) ?? []).filter { month in
      month.monthOfYear == 12 || run.comparisons.contains { $0.month == month }
        || month == run.horizon
    }
  }

  private var paths: String {
    let intervals = hasIntervals ? run.levels : []
    var table = TextTable(
      [("scenario", .left), ("month", .left), ("users", .right)]
        + intervals.map { ("\(NumberText.level($0)) % interval", .right) }
        + [("published", .right), ("difference", .right), ("role of the figure", .left), ("basis", .left)])
    func add(
      _ outcome: ScenarioOutcome, _ month: Month, _ users: Double, _ ends: [ForecastInterval], basis: String
    ) {
      let figures = run.comparisons.filter { $0.scenario == outcome.name && $0.month == month }
      // One row a month, and one more for every further published figure of it.
      for position in 0..<max(1, figures.count) {
        let figure = position < figures.count ? figures[position] : nil
        table.add(
          [outcome.name, "\(month)", NumberText.users(users)]
            + intervals.indices.map { index in
              ends.isEmpty
                ? "" : NumberText.interval(NumberText.users(ends[index].lower), NumberText.users(ends[index].upper))
            }
            + [
              figure.map { NumberText.users($0.published) } ?? "",
              figure.map { NumberText.percent($0.relativeDifference, 2) } ?? "",
              figure?.role.rawValue ?? "", basis,
            ])
      }
    }
    for outcome in run.scenarios {
      add(outcome, run.baseMonth, outcome.baseUsers, [], basis: "start")
      for month in shownMonths {
        guard let users = outcome.users(in: month) else { continue }
        add(outcome, month, users.median, users.intervals, basis: basis(outcome))
      }
    }
    return table.text
  }

  /// What each scenario loses or gains until the horizon.
  private var changes: String {
    let widest = run.levels.count - 1
    let intervalHeader = hasIntervals ? "\(NumberText.level(run.levels[widest])) % interval" : ""
    let isCommon = run.scenarios.allSatisfy { $0.reference == run.reference }
    func interval(_ lower: Double, _ upper: Double) -> String {
      hasIntervals ? NumberText.interval(NumberText.signedUsers(lower), NumberText.signedUsers(upper)) : ""
    }
    var table = TextTable([
      ("\(run.baseMonth) to \(run.horizon)", .left), ("change", .right), (intervalHeader, .right),
      (isCommon ? "against \(run.reference)" : "against its reference", .right), (intervalHeader, .right),
      (isCommon ? "" : "reference", .left),
    ])
    for outcome in run.scenarios {
      guard let last = outcome.months.last, let difference = outcome.differences.last else { continue }
      let isReference = outcome.name == outcome.reference
      table.add([
        outcome.name, NumberText.signedUsers(last.median - outcome.baseUsers),
        interval(last.intervals[widest].lower - outcome.baseUsers, last.intervals[widest].upper - outcome.baseUsers),
        isReference
          ? "reference"
          : NumberText.signedUsers(abs(difference.median) < 1e-9 * outcome.baseUsers ? 0 : difference.median),
        isReference ? "" : interval(difference.intervals[widest].lower, difference.intervals[widest].upper),
        isCommon || isReference ? "" : outcome.reference,
      ])
    }
    return table.text
  }

  /// When users fall below the levels that were asked for.
  private var crossings: String {
    guard run.scenarios.contains(where: { !$0.crossings.isEmpty }) else { return "" }
    let level = NumberText.level(run.levels.last ?? 0)
    var table = TextTable([
      ("scenario", .left), ("below", .right), ("probability in \(run.horizon)", .right),
      ("ever until then", .right), ("median month", .left), ("\(level) % interval", .left),
    ])
    for outcome in run.scenarios {
      for crossing in outcome.crossings {
        func month(_ month: Month?) -> String { month.map { "\($0)" } ?? "later" }
        table.add([
          outcome.name, NumberText.users(crossing.threshold), NumberText.percent(crossing.probabilityAtHorizon, 1),
          NumberText.percent(crossing.probabilityEver, 1), month(crossing.median),
          NumberText.interval(month(crossing.interval.early), month(crossing.interval.late)),
        ])
      }
    }
    return table.text
  }

  private var parameters: String {
    let level = NumberText.level(run.levels.last ?? 0)
    var table = TextTable([
      ("number", .left), ("value", .right), ("\(level) % interval", .right), ("provenance", .left),
    ])
    for parameter in run.parameters {
      table.add([
        parameter.name, NumberText.significant(parameter.value),
        parameter.interval.map {
          NumberText.interval(NumberText.significant($0.lowerBound), NumberText.significant($0.upperBound))
        } ?? (parameter.provenance == .assumed ? "none stated" : ""), parameter.provenance.rawValue,
      ])
    }
    return table.text
  }

  private var driverLevels: String {
    guard !run.driverLevels.isEmpty else { return "" }
    var table = TextTable(
      [("driver in \(run.horizon)", .left), ("reference", .right)] + run.scenarios.map { ($0.name, .right) }
        + [("provenance", .left)])
    for driver in run.driverLevels {
      table.add(
        [driver.driver, NumberText.significant(driver.reference)]
          + driver.levels.map { NumberText.significant($0) } + [driver.provenance.rawValue])
    }
    return table.text
  }

  private var notes: String { ScenarioNotes(run).texts.map { "- \($0)\n" }.joined() }

  private var csv: String {
    let header = ["scenario", "month"] + IntervalColumns.names(run.levels) + ["published", "role", "basis"]
    var rows = [header]
    for outcome in run.scenarios {
      let start = comparison(outcome.name, run.baseMonth)
      rows.append(
        [outcome.name, "\(run.baseMonth)", NumberText.whole(outcome.baseUsers)]
          + run.levels.flatMap { _ in ["", ""] }
          + [start.map { NumberText.whole($0.published) } ?? "", start?.role.rawValue ?? "", "start"])
      for month in outcome.months {
        let figure = comparison(outcome.name, month.month)
        rows.append(
          [outcome.name, "\(month.month)"] + IntervalColumns.cells(month.median, month.intervals)
            + [figure.map { NumberText.whole($0.published) } ?? "", figure?.role.rawValue ?? "", basis(outcome)])
      }
    }
    return CSVText.rows(rows)
  }
}
