import ChurnModels
import Series

/// The page of a retention model: the triangle, the curve, users to come, scores.
public struct RetentionPage {
  private let report: RetentionReport
  private var fit: FittedRetention { report.fit }
  private var curve: RetentionCurve { report.curve }
  private var forecast: CohortForecast? { report.forecast }
  private var scenario: RetentionScenario? { report.scenario }
  private var backtest: RetentionBacktest? { report.backtest }

  /// As many cohorts as a triangle shows.
  private static let mostCohorts = 60

  /// The page of a fit.
  public init(_ report: RetentionReport) { self.report = report }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: a headline, the triangle, the curve, users to come, scores, what the numbers suppose.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let tables = RetentionTables(fit, curve)
    var reproduction = reproduction
    reproduction.seed = forecast?.seed
    return ReportPage(
      title: "Who stays: \(RetentionReport.name(fit.kind).lowercased())", headline: report.sentence,
      sections: [
        ReportPage.Section("Cohorts", triangle),
        ReportPage.Section("The curve", [.chart(bars), .table(tables.parameters), .folded(tables.curve)]),
        ReportPage.Section("Users to come", future),
        ReportPage.Section("Would it have been right?", backtest.map { [.table(RetentionTables.backtest($0))] } ?? []),
        ReportPage.Section("What the numbers suppose", [.notes(Array(report.notes.dropFirst()))]),
      ], reproduction: reproduction)
  }

  private var triangle: [ReportPage.Block] {
    let cohorts = fit.table.cohorts
    let shown = cohorts.suffix(Self.mostCohorts)
    return [
      .chart(
        HeatChart(
          title: "Share of each cohort still active, by age",
          description: cohorts.count > shown.count
            ? "The last \(shown.count) of \(cohorts.count) cohorts; darker is more." : "Darker is more.",
          kind: "cohort", rows: shown.map(\.name), shares: shown.map { cohort in cohort.users.map { $0 / cohort.size } }
        ))
    ]
  }

  /// The curve as bars: ages are no months.
  private var bars: BarChart {
    BarChart(
      title: "Share still active by age, as fitted", description: "What the model says of a new user.", unit: .percent,
      kind: "age", bars: curve.points.map { BarChart.Bar("\($0.age)", $0.survival) })
  }

  private var future: [ReportPage.Block] {
    guard let forecast, let origin = forecast.origin else { return [] }
    func line(_ name: String, _ forecast: CohortForecast, _ path: Int) -> LineChart.Line {
      LineChart.Line(
        name, forecast.months.compactMap { users in users.month.map { .init($0, users.median) } }, .path(path))
    }
    let table = fit.table
    let past = (table.cohorts.compactMap(\.start).min() ?? origin)...origin
    let history = past.compactMap { month in table.users(in: month).map { LineChart.Point(month, $0) } }
    let bands = (forecast.months.first?.intervals.indices ?? 0..<0).reversed().map { index in
      LineChart.Band(
        "\(NumberText.coverage(forecast.months[0].intervals[index].coverage)) %",
        forecast.months.compactMap { users in
          users.month.map { ($0, users.intervals[index].lower, users.intervals[index].upper) }
        }, path: 0)
    }
    return [
      .chart(
        LineChart(
          title: "Users as the sum over cohorts", description: "Those of the table, and those to come.", unit: .users,
          lines: [LineChart.Line("observed", history, .history), line("forecast", forecast, 0)]
            + (scenario.map { [line("scenario", $0.forecast, 1)] } ?? []),
          bands: bands, starts: [LineChart.Point(origin, forecast.originUsers)])),
      .table(RetentionTables.forecast(forecast, scenario)),
    ]
  }
}
