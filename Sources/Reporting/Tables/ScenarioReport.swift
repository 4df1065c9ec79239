import Scenarios

/// A run of scenarios: paths, changes, and the provenance of every number.
public struct ScenarioReport: ResultReport {
  private let run: ScenarioRun

  /// The report of a run.
  public init(_ run: ScenarioRun) { self.run = run }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let tables = ScenarioTables(run)
    let paths = tables.paths()
    func unlessEmpty(_ table: ResultTable) -> [ResultDocument.Block] { table.rows.isEmpty ? [] : [.table(table)] }
    return ResultDocument(
      [.line(run.title), .table(paths), .table(tables.changes)] + unlessEmpty(tables.crossings())
        + [.table(tables.parameters)] + unlessEmpty(tables.driverLevels) + [.notes(ScenarioNotes(run).texts)],
      data: paths, fields: fields(tables))
  }

  private func fields(_ tables: ScenarioTables) -> [String: ResultField] {
    var fields: [String: ResultField] = [
      "title": .text(run.title),
      "base": .record(["month": .month(run.baseMonth), "users": .users(run.baseUsers)]),
      "reference": .text(run.reference), "levels": .numbers(run.coverages),
      "scenarios": .list(run.scenarios.map { field($0, tables) }), "published": .records(tables.figures),
      "parameters": .records(tables.parameters), "driverLevels": driverLevels(tables),
      "drivers": .list(run.continued.map(DriverText.field)),
      "extrapolations": .list(
        run.extrapolations.map {
          .record([
            "scenario": .text($0.scenario), "driver": .text($0.driver), "month": .month($0.month),
            "level": .number($0.level), "lowestSeen": .number($0.range.lowerBound),
            "highestSeen": .number($0.range.upperBound),
          ])
        }), "draws": .count(run.draws), "seed": .seed(run.seed), "notes": .texts(ScenarioNotes(run).texts),
    ]
    fields["calibration"] = run.calibration.map(Self.field)
    return fields
  }

  private func field(_ outcome: ScenarioOutcome, _ tables: ScenarioTables) -> ResultField {
    .record([
      "name": .text(outcome.name), "reference": .text(outcome.reference), "baseUsers": .users(outcome.baseUsers),
      "basis": .texts(outcome.basis.map(\.rawValue)), "months": .records(tables.paths(of: outcome)),
      "differences": .records(
        IntervalColumns.table(run.coverages, outcome.differences.map { ($0.month, $0.median, $0.intervals) })),
      "crossings": .records(tables.crossings(of: outcome)),
    ])
  }

  private func driverLevels(_ tables: ScenarioTables) -> ResultField {
    .list(
      zip(tables.driverLevels.records, run.driverLevels).map { record, driver in
        let levels = zip(run.scenarios.map(\.name), driver.levels.map { ResultField.number($0) })
        return .record(record.merging(["levels": .record(.init(levels) { first, _ in first })]) { $1 })
      })
  }

  private static func field(_ calibration: CalibrationResult) -> ResultField {
    let unknowns = calibration.unknowns.map {
      ResultField.record([
        "name": .text($0.name), "value": .number($0.value), "lower": .number($0.interval?.lowerBound),
        "upper": .number($0.interval?.upperBound), "priorMean": .number($0.belief?.value),
        "priorSD": .number($0.belief?.standardDeviation), "zScore": .number($0.zScore),
        "multipleOfRange": .number($0.multipleOfRange),
      ])
    }
    let points = calibration.points.map {
      ResultField.record([
        "scenario": .text($0.scenario), "month": .month($0.month), "published": .number($0.published),
        "users": .users($0.users), "tolerance": .number($0.tolerance),
        "relativeDifference": .number($0.users / $0.published - 1),
      ])
    }
    let undetermined = calibration.undetermined.map { direction in
      ResultField.list(
        direction.ranges.map {
          .record([
            "name": .text($0.name), "value": .number($0.value), "lower": .number($0.lower), "upper": .number($0.upper),
          ])
        })
    }
    return .record([
      "unknowns": .list(unknowns), "points": .list(points), "undetermined": .list(undetermined),
      "jointEffects": .texts(calibration.jointEffects),
    ])
  }
}
