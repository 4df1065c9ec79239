import ChurnModels
import Series

/// The tables of a retention model.
package struct RetentionTables {
  private let fit: FittedRetention
  private let fitted: RetentionCurve

  package init(_ fit: FittedRetention, _ curve: RetentionCurve) {
    self.fit = fit
    fitted = curve
  }

  /// One row per parameter.
  package var parameters: ResultTable {
    ResultTable(
      caption: "Parameters",
      columns: [
        ResultColumn("parameter", csv: ["name"]), ResultColumn("estimate", isNumeric: true, csv: ["estimate"]),
        ResultColumn("std. error", isNumeric: true, csv: ["standardError"]),
        ResultColumn("\(NumberText.coverage(fitted.coverage)) % interval", isNumeric: true, csv: ["lower", "upper"]),
        ResultColumn("p", isNumeric: true, csv: ["p"]), .machine(csv: ["isLogarithmic"]),
      ],
      rows: fit.parameters.map { parameter in
        let interval = parameter.interval(coverage: fitted.coverage)
        return [
          ResultCell(parameter.name), .number(parameter.value),
          .number(parameter.standardError).shown(
            as: parameter.isLogarithmic
              ? "\(NumberText.percent(parameter.standardError))" : NumberText.significant(parameter.standardError)),
          interval.lowerBound.isFinite ? .interval(interval, .significant(4)) : .missing("none"),
          .number(parameter.p, .probability), .flag(parameter.isLogarithmic),
        ]
      })
  }

  /// The curve, and what was observed.
  package var curve: ResultTable {
    let interval = "\(NumberText.coverage(fitted.coverage)) % interval"
    let level = NumberText.coverage(fitted.coverage)
    return ResultTable(
      caption: "Still active",
      columns: [
        ResultColumn("age", isNumeric: true, csv: ["age"]),
        ResultColumn("still active", isNumeric: true, csv: ["survival"]),
        ResultColumn(interval, isNumeric: true, csv: ["lower\(level)", "upper\(level)"]),
        ResultColumn("retention", isNumeric: true, csv: ["retention"]),
        ResultColumn("observed", isNumeric: true, csv: ["observed"]),
        ResultColumn(
          interval, isNumeric: true, for: [], csv: ["retentionLower\(level)", "retentionUpper\(level)"]),
      ],
      rows: fitted.points.map { point in
        [
          .count(point.age), .percent(point.survival, 1), .interval(point.survivalInterval, .percent(1)),
          .number(point.retention, .percent(1)), .number(point.observed, .percent(1)),
          .interval(point.retentionInterval, .percent(1)),
        ]
      })
  }

  /// Users by month, and the difference that a scenario makes.
  package static func forecast(_ forecast: CohortForecast, _ scenario: RetentionScenario?) -> ResultTable {
    let coverages = forecast.months.first?.intervals.map(\.coverage) ?? []
    func ends(_ name: String, _ coverage: Double) -> [String] {
      ["Lower", "Upper"].map { name + (name.isEmpty ? $0.lowercased() : $0) + NumberText.coverage(coverage) }
    }
    return ResultTable(
      caption: "Users, the sum over cohorts",
      columns: [ResultColumn("month", csv: ["month"]), ResultColumn("users", isNumeric: true, csv: ["median"])]
        + coverages.map {
          ResultColumn("\(NumberText.coverage($0)) % interval", isNumeric: true, csv: ends("", $0))
        }
        + [ResultColumn("of present cohorts", isNumeric: true, csv: ["existing"])]
        + (scenario == nil
          ? []
          : [
            ResultColumn("scenario", isNumeric: true, csv: ["scenario"]),
            ResultColumn("difference", isNumeric: true, csv: ["difference"]),
          ]
            + coverages.map { coverage in
              ResultColumn(
                "\(NumberText.coverage(coverage)) % interval", isNumeric: true,
                for: coverage == coverages.last ? .people : [], csv: ends("difference", coverage))
            }),
      rows: forecast.months.enumerated().map { index, month in
        let own: [ResultCell] =
          [.month(month.month), .users(month.median)]
          + month.intervals.map { .interval($0.lower, $0.upper, .users) } + [.users(month.existing)]
        guard let scenario else { return own }
        let difference = scenario.differences[index]
        return own + [.users(scenario.forecast.months[index].median), .signedUsers(difference.median)]
          + difference.intervals.map { .interval($0.lower, $0.upper, .signedUsers) }
      })
  }

  /// Scores by method and horizon.
  package static func backtest(_ backtest: RetentionBacktest) -> ResultTable {
    ResultTable(
      caption: "Errors after \(backtest.split)",
      columns: [
        ResultColumn("method", csv: ["method"]), ResultColumn("periods ahead", isNumeric: true, csv: ["horizon"]),
        ResultColumn("cells", isNumeric: true, csv: ["cells"]),
        ResultColumn("error of the share", isNumeric: true, csv: ["survivalError"]),
        ResultColumn("error in users", isNumeric: true, csv: ["userError"]),
      ],
      rows: backtest.scores.map { score in
        [
          ResultCell(score.method), .count(score.horizon), .count(score.cells), .percent(score.survivalError, 2),
          .users(score.userError),
        ]
      })
  }

  /// New, retained, resurrected and churned users by month, and their ratios.
  package static func accounting(_ accounting: GrowthAccounting) -> ResultTable {
    ResultTable(
      caption: "Growth accounting",
      columns: [ResultColumn("month", csv: ["month"])]
        + [
          ("users", "mau"), ("new", "new"), ("retained", "retained"), ("resurrected", "resurrected"),
          ("churned", "churned"), ("quick ratio", "quickRatio"), ("retention", "retention"),
          ("gross churn", "grossChurn"),
        ].map { ResultColumn($0.0, isNumeric: true, csv: [$0.1]) },
      rows: accounting.entries.map { entry in
        [
          .month(entry.month), .users(entry.mau), .users(entry.new), .users(entry.retained),
          .users(entry.resurrected), .number(entry.churned, .users), .number(entry.quickRatio, .decimals(2)),
          .number(entry.retention, .percent(1)), .number(entry.grossChurn, .percent(1)),
        ]
      })
  }
}
