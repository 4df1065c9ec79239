import Scenarios
import Series
import Univariate

/// The tables of a scenario run.
package struct ScenarioTables {
  package let run: ScenarioRun

  package init(_ run: ScenarioRun) { self.run = run }

  private var hasIntervals: Bool {
    run.scenarios.contains { $0.months.contains { $0.intervals.contains { $0.upper > $0.lower } } }
  }

  /// The heading of the widest intervals.
  private var interval: String { run.coverages.last.map { "\(NumberText.coverage($0)) % interval" } ?? "interval" }

  /// Whether people see a month: every December, published months and the horizon.
  private func isShown(_ month: Month) -> Bool {
    month.monthOfYear == 12 || month == run.horizon || run.comparisons.contains { $0.month == month }
  }

  /// Users of one scenario by month; of all scenarios if none is given.
  package func paths(of scenario: ScenarioOutcome? = nil) -> ResultTable {
    ResultTable(
      caption: run.scenarios.allSatisfy { $0.baseUsers == run.baseUsers }
        ? "Users, from \(NumberText.users(run.baseUsers)) in \(run.baseMonth)" : "Users, from \(run.baseMonth)",
      columns: [
        ResultColumn("scenario", csv: ["scenario"], json: []), ResultColumn("month", csv: ["month"]),
      ] + IntervalColumns.columns(run.coverages, title: "users", for: hasIntervals ? .people : []) + [
        ResultColumn("published", isNumeric: true, for: .text, csv: ["published"], json: []),
        ResultColumn("difference", isNumeric: true, for: .text, csv: []),
        ResultColumn("role of the figure", for: .text, csv: ["role"], json: []),
        ResultColumn("basis", csv: ["basis"], json: []),
      ],
      rows: (scenario.map { [$0] } ?? run.scenarios).flatMap { outcome in
        rows(
          outcome, run.baseMonth, [.users(outcome.baseUsers)] + run.coverages.map { _ in .missing() }, basis: "start",
          for: [.text, .csv])
          + outcome.months.flatMap { month in
            rows(
              outcome, month.month, IntervalColumns.cells(month.median, month.intervals),
              basis: outcome.basis.map(\.rawValue).joined(separator: " + "),
              for: isShown(month.month) ? .everyone : .machines)
          }
      })
  }

  /// One row per month, and in a terminal one more for every further published figure of that month.
  private func rows(
    _ outcome: ScenarioOutcome, _ month: Month, _ users: [ResultCell], basis: String, for audience: ResultAudience
  ) -> [ResultRow] {
    let figures = run.comparisons.filter {
      ExactName($0.scenario) == ExactName(outcome.name) && $0.month == month
    }
    return (0..<max(1, figures.count)).map { position in
      let figure = position < figures.count ? figures[position] : nil
      return ResultRow(
        [ResultCell(outcome.name), .month(month)] + users + [
          .number(figure?.published, .users), .number(figure?.relativeDifference, .percent(2)),
          .text(figure?.role.rawValue), ResultCell(basis),
        ], for: position == 0 ? audience : audience.intersection(.text))
    }
  }

  /// The loss or gain of each scenario up to the horizon.
  package var changes: ResultTable {
    let isCommon = run.scenarios.allSatisfy { ExactName($0.reference) == ExactName(run.reference) }
    let caption = "\(run.baseMonth) to \(run.horizon)"
    let ends = ResultColumn(interval, isNumeric: true, for: hasIntervals ? .people : .page, csv: [])
    return ResultTable(
      caption: caption,
      columns: [
        ResultColumn(caption, for: .text, csv: []), ResultColumn("scenario", for: .page, csv: []),
        ResultColumn("change", isNumeric: true), ends,
        ResultColumn("difference from \(isCommon ? run.reference : "its reference")", isNumeric: true), ends,
        ResultColumn("reference", for: isCommon ? [] : .text, csv: []),
      ],
      rows: run.scenarios.compactMap { outcome in
        guard let last = outcome.months.last, let difference = outcome.differences.last else { return nil }
        let name = ResultCell(outcome.name)
        let change = [
          name, name, .signedUsers(last.median - outcome.baseUsers),
          signed(last.intervals.last, less: outcome.baseUsers),
        ]
        guard ExactName(outcome.name) != ExactName(outcome.reference) else {
          return change + [ResultCell("reference"), .missing(), .missing()]
        }
        // A rounding error between equal paths is not a difference.
        let isRounding = abs(difference.median) < 1e-9 * outcome.baseUsers
        return change + [
          .signedUsers(isRounding ? 0 : difference.median), signed(difference.intervals.last),
          ResultCell(outcome.reference),
        ]
      })
  }

  private func signed(_ interval: ForecastInterval?, less base: Double = 0) -> ResultCell {
    guard hasIntervals, let interval else { return .missing() }
    return .interval(interval.lower - base, interval.upper - base, .signedUsers)
  }

  /// When users of one scenario fall below the thresholds; of all scenarios if none is given.
  package func crossings(of scenario: ScenarioOutcome? = nil) -> ResultTable {
    ResultTable(
      columns: [
        ResultColumn("scenario"), ResultColumn("below", isNumeric: true, csv: [], json: ["threshold"]),
        ResultColumn(
          "probability in \(run.horizon)", isNumeric: true, csv: [], json: ["probabilityAtHorizon"]),
        ResultColumn("at any time up to then", isNumeric: true, csv: [], json: ["probabilityEver"]),
        ResultColumn("median month", csv: [], json: ["median"]),
        ResultColumn(interval, csv: [], json: ["early", "late"]),
      ],
      rows: (scenario.map { [$0] } ?? run.scenarios).flatMap { outcome in
        outcome.crossings.map { crossing in
          [
            ResultCell(outcome.name), .number(crossing.threshold, .amount),
            .percent(crossing.probabilityAtHorizon, 1), .percent(crossing.probabilityEver, 1),
            .month(crossing.median, orElse: "later"),
            .interval(
              .month(crossing.interval.early, orElse: "later"), .month(crossing.interval.late, orElse: "later")),
          ]
        }
      })
  }

  /// Published figures compared with the scenarios.
  package var figures: ResultTable {
    func column(_ title: String, _ key: String, isNumeric: Bool = false) -> ResultColumn {
      ResultColumn(title, isNumeric: isNumeric, csv: [], json: [key])
    }
    return ResultTable(
      caption: "Published figures and the scenarios",
      columns: [
        column("scenario", "scenario"), column("month", "month"), column("published", "published", isNumeric: true),
        column("in the scenario", "users", isNumeric: true),
        column("difference", "relativeDifference", isNumeric: true), column("role", "role"),
        column("source", "source"),
      ],
      rows: run.comparisons.map { figure in
        [
          ResultCell(figure.scenario), .month(figure.month), .number(figure.published, .amount), .users(figure.users),
          .percent(figure.relativeDifference, 2), ResultCell(figure.role.rawValue), ResultCell(figure.source),
        ]
      })
  }

  /// All numbers on which the run is based.
  package var parameters: ResultTable {
    ResultTable(
      columns: [
        ResultColumn("number", csv: [], json: ["name"]),
        ResultColumn("value", isNumeric: true, csv: [], json: ["value"]),
        ResultColumn(interval, isNumeric: true, csv: [], json: ["lower", "upper"]),
        ResultColumn("provenance", for: .text, csv: [], json: ["provenance"]),
      ],
      rows: run.parameters.map { parameter in
        [
          ResultCell(parameter.name), .number(parameter.value),
          parameter.interval.map { .interval($0, .significant(4)) }
            ?? .missing(parameter.provenance == .assumed ? "none stated" : ""),
          ResultCell(parameter.provenance.rawValue),
        ]
      })
  }

  /// ``parameters`` by provenance, with an explanation.
  package var provenance: [(meaning: String, table: ResultTable)] {
    Provenance.allCases.compactMap { kind in
      let table = parameters.part(kind.title) { run.parameters[$0].provenance == kind }
      return table.rows.isEmpty ? nil : (kind.meaning, table)
    }
  }

  /// The levels of the drivers in each scenario.
  package var driverLevels: ResultTable {
    ResultTable(
      columns: [
        ResultColumn("driver in \(run.horizon)", csv: [], json: ["driver"]),
        ResultColumn("reference", isNumeric: true, csv: [], json: ["reference"]),
      ] + run.scenarios.map { ResultColumn($0.name, isNumeric: true) } + [
        ResultColumn("provenance", csv: [], json: ["provenance"])
      ],
      rows: run.driverLevels.map { driver in
        [ResultCell(driver.driver), .number(driver.reference)] + driver.levels.map { .number($0) }
          + [ResultCell(driver.provenance.rawValue)]
      })
  }
}
