import Forecasting
import Scenarios
import Series
import Univariate

/// The tables of a scenario's page.
struct ScenarioTables {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  private var hasIntervals: Bool {
    run.scenarios.contains { $0.months.contains { $0.intervals.contains { $0.upper > $0.lower } } }
  }

  private func interval(_ lower: Double, _ upper: Double, isSigned: Bool = false) -> PageTable.Cell {
    let text = isSigned ? NumberText.signedUsers : NumberText.users
    return PageTable.Cell(hasIntervals ? NumberText.interval(text(lower), text(upper)) : "")
  }

  /// Users in every December, in published months and at the horizon.
  var paths: PageTable {
    let months = (run.scenarios.first?.months.map(\.month) ?? []).filter { month in
      month.monthOfYear == 12 || month == run.horizon || run.comparisons.contains { $0.month == month }
    }
    let levels = hasIntervals ? run.levels : []
    return PageTable(
      caption: "Users, from \(NumberText.users(run.baseUsers)) in \(run.baseMonth)",
      columns: [PageTable.Column("scenario"), PageTable.Column("month"), PageTable.Column("users", isNumeric: true)]
        + levels.map { PageTable.Column("\(NumberText.level($0)) % interval", isNumeric: true) }
        + [PageTable.Column("basis")],
      rows: run.scenarios.flatMap { outcome in
        months.compactMap { outcome.users(in: $0) }.map { month in
          [PageTable.Cell(outcome.name), PageTable.Cell("\(month.month)"), .users(month.median)]
            + levels.indices.map { interval(month.intervals[$0].lower, month.intervals[$0].upper) }
            + [PageTable.Cell(outcome.basis.map(\.rawValue).joined(separator: " + "))]
        }
      })
  }

  /// What each scenario loses or gains until the horizon.
  var changes: PageTable {
    let level = run.levels.last.map { "\(NumberText.level($0)) % interval" } ?? ""
    return PageTable(
      caption: "\(run.baseMonth) to \(run.horizon)",
      columns: [PageTable.Column("scenario")]
        + [
          "change", level,
          run.scenarios.allSatisfy { $0.reference == run.reference }
            ? "against \(run.reference)" : "against its reference", level,
        ].map { PageTable.Column($0, isNumeric: true) },
      rows: run.scenarios.compactMap { outcome in
        guard let last = outcome.months.last, let difference = outcome.differences.last else { return nil }
        let change =
          [PageTable.Cell(outcome.name), PageTable.Cell.signedUsers(last.median - outcome.baseUsers)]
          + [
            last.intervals.last.map {
              interval($0.lower - outcome.baseUsers, $0.upper - outcome.baseUsers, isSigned: true)
            } ?? PageTable.Cell("")
          ]
        guard outcome.name != outcome.reference else {
          return change + [PageTable.Cell("reference"), PageTable.Cell("")]
        }
        return change + [
          PageTable.Cell.signedUsers(difference.median),
          difference.intervals.last.map { interval($0.lower, $0.upper, isSigned: true) } ?? PageTable.Cell(""),
        ]
      })
  }

  /// Published figures beside the scenarios.
  var figures: PageTable {
    PageTable(
      caption: "Published figures beside the scenarios",
      columns: [PageTable.Column("scenario"), PageTable.Column("month")]
        + ["published", "scenario gives", "difference"].map { PageTable.Column($0, isNumeric: true) }
        + [PageTable.Column("role"), PageTable.Column("source")],
      rows: run.comparisons.map { figure in
        [
          PageTable.Cell(figure.scenario), PageTable.Cell("\(figure.month)"), .users(figure.published),
          .users(figure.users),
          PageTable.Cell(NumberText.percent(figure.relativeDifference, 2), value: figure.relativeDifference),
          PageTable.Cell(figure.role.rawValue), PageTable.Cell(figure.source),
        ]
      })
  }

  /// One table for each provenance, with what it means.
  var provenance: [(meaning: String, table: PageTable)] {
    let level = run.levels.last.map { "\(NumberText.level($0)) % interval" } ?? "interval"
    return Provenance.allCases.compactMap { kind in
      let own = run.parameters.filter { $0.provenance == kind }
      guard !own.isEmpty else { return nil }
      let table = PageTable(
        caption: Self.title(kind),
        columns: [
          PageTable.Column("number"), PageTable.Column("value", isNumeric: true),
          PageTable.Column(level, isNumeric: true),
        ],
        rows: own.map { parameter in
          let ends = parameter.interval.map {
            NumberText.interval(NumberText.significant($0.lowerBound), NumberText.significant($0.upperBound))
          }
          return [
            PageTable.Cell(parameter.name), .number(parameter.value),
            PageTable.Cell(ends ?? (kind == .assumed ? "none stated" : "")),
          ]
        })
      return (Self.meaning(kind), table)
    }
  }

  private static func title(_ provenance: Provenance) -> String {
    switch provenance {
    case .assumed: "Assumed"
    case .estimated: "Estimated"
    case .calibrated: "Calibrated"
    }
  }

  private static func meaning(_ provenance: Provenance) -> String {
    switch provenance {
    case .assumed: "Stated by whoever wrote the scenarios; the data say nothing about these numbers."
    case .estimated: "Estimated from data, with their standard errors."
    case .calibrated: "Chosen so that a published figure is met; as uncertain as what was assumed beside them."
    }
  }
}
