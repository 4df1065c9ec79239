import Forecasting
import Scenarios
import Series
import Univariate

/// The page of a scenario file: paths, published figures, comparison, and the provenance of every number.
public struct ScenarioPage {
  private let run: ScenarioRun
  private let findings: ScenarioFindings
  private let subject: ScenarioSubject

  /// The page of a run.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - findings: answers to further questions.
  ///   - subject: what it is about.
  public init(
    _ run: ScenarioRun, findings: ScenarioFindings = ScenarioFindings(),
    about subject: ScenarioSubject = ScenarioSubject()
  ) {
    self.run = run
    self.findings = findings
    self.subject = subject
  }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it; the seed is that of the run.
  /// - Returns: headline, paths, comparison, findings, drivers, assumptions, notes, sources.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    var reproduction = reproduction
    reproduction.seed = run.seed
    let words = ScenarioWords(run, subject)
    return ReportPage(
      title: run.title, headline: words.headline, lead: words.lead,
      sections: [
        ReportPage.Section("Users", [.chart(fan), .table(ScenarioTables(run).paths())]), comparison,
        ReportPage.Section("Published figures", published), attribution, prices, goal, tornado, drivers,
        ReportPage.Section(
          "Where the numbers come from", ScenarioTables(run).provenance.flatMap { [.paragraph($0), .table($1)] }),
        ReportPage.Section("Notes", [.notes(ScenarioNotes(run).texts)]),
      ], reproduction: reproduction)
  }

  /// The scenarios whose bands are drawn: all of up to three, else the subject of the page and its reference.
  private var banded: [String] {
    guard run.scenarios.count > 3, let outcome = subject.outcome(in: run) else { return run.scenarios.map(\.name) }
    return ExactName(outcome.name) == ExactName(outcome.reference) ? [outcome.name] : [outcome.name, outcome.reference]
  }

  /// The widest interval of a path; none where nothing is uncertain, or where too many would hide each other.
  private func band(_ index: Int, _ months: [(Month, [ForecastInterval])]) -> LineChart.Band? {
    guard banded.contains(run.scenarios[index].name), months.contains(where: { $1.contains { $0.upper > $0.lower } }),
      let level = run.coverages.last
    else {
      return nil
    }
    return LineChart.Band(
      "\(run.scenarios[index].name), \(NumberText.coverage(level)) %",
      months.compactMap { month, intervals in intervals.last.map { (month, $0.lower, $0.upper) } }, path: index)
  }

  private var fan: LineChart {
    let names = banded.count < run.scenarios.count ? " of \(banded.map { "`\($0)`" }.joined(separator: " and "))" : ""
    let level = run.coverages.last.map { "; bands are \(NumberText.coverage($0)) % intervals\(names)" } ?? ""
    let bands = run.scenarios.enumerated().compactMap { index, outcome in
      band(index, outcome.months.map { ($0.month, $0.intervals) })
    }
    let hasFigures = !run.comparisons.isEmpty
    return LineChart(
      title: "Users by scenario",
      description: "Medians from \(run.baseMonth) to \(run.horizon)\(bands.isEmpty ? "" : level)"
        + (hasFigures ? "; rings are published figures." : "."),
      unit: .users,
      lines: run.scenarios.enumerated().map { index, outcome in
        LineChart.Line(outcome.name, outcome.months.map { .init($0.month, $0.median) }, .path(index))
      },
      bands: bands,
      marks: run.comparisons.compactMap { figure in
        run.scenarios.firstIndex { ExactName($0.name) == ExactName(figure.scenario) }.map { index in
          LineChart.Mark(
            "published for \(figure.scenario)", .init(figure.month, figure.published), path: index)
        }
      }, starts: run.scenarios.map { LineChart.Point(run.baseMonth, $0.baseUsers) })
  }

  private var comparison: ReportPage.Section {
    let others = run.scenarios.enumerated().filter {
      ExactName($0.element.name) != ExactName($0.element.reference)
    }
    guard !others.isEmpty else { return ReportPage.Section("Comparison", [.table(ScenarioTables(run).changes)]) }
    let isCommon = run.scenarios.allSatisfy { ExactName($0.reference) == ExactName(run.reference) }
    let chart = LineChart(
      title: "Difference from \(isCommon ? run.reference : "the reference of each scenario")",
      description: "Users compared with the reference in the same draws, by month.", unit: .users,
      lines: others.map { index, outcome in
        LineChart.Line(outcome.name, outcome.differences.map { .init($0.month, $0.median) }, .path(index))
      },
      bands: others.compactMap { index, outcome in
        band(index, outcome.differences.map { ($0.month, $0.intervals) })
      }, starts: [LineChart.Point(run.baseMonth, 0)], fromZero: true, aspect: 0.3)
    return ReportPage.Section("Comparison", [.table(ScenarioTables(run).changes), .chart(chart)])
  }

  private var published: [ReportPage.Block] {
    guard !run.comparisons.isEmpty else { return [] }
    return [
      .paragraph(
        (run.calibration?.isMet ?? true
          ? "Agreement with a figure used for calibration is by construction; a figure" : "A figure")
          + " marked check was not used, so that agreement with it is evidence."
      ), .table(ScenarioTables(run).figures),
    ]
  }

  private var attribution: ReportPage.Section {
    ReportPage.Section(
      "What caused it", findings.waterfalls.flatMap { [.chart($0.chart), .notes($0.notes)] })
  }

  private var prices: ReportPage.Section {
    ReportPage.Section(
      "What one unit costs",
      findings.prices.map { prices in
        let report = PriceReport(prices)
        return [.table(report.table), .notes(report.notes)]
      } ?? [])
  }

  private var goal: ReportPage.Section {
    ReportPage.Section(
      "What keeps the users",
      findings.goal.map { goal in
        let report = GoalReport(goal)
        return [.table(report.table), .notes(report.notes)]
      } ?? [])
  }

  private var tornado: ReportPage.Section {
    ReportPage.Section(
      "Which input matters",
      findings.tornadoChart.map {
        [.chart($0), .notes(["The calibration is not repeated when an input moves."])]
      } ?? [])
  }

  private var drivers: ReportPage.Section {
    var blocks: [ReportPage.Block] = []
    if !run.driverLevels.isEmpty {
      blocks.append(
        .chart(
          LevelChart(
            title: "Drivers in \(run.horizon)",
            description:
              "The level in each scenario; the vertical mark is the reference level. All paths are assumed.",
            paths: run.scenarios.map(\.name),
            rows: run.driverLevels.map { LevelChart.Row($0.driver, reference: $0.reference, levels: $0.levels) }))
      )
    }
    let months = run.scenarios.first?.months.map(\.month) ?? []
    blocks += run.driverLevels.map { driver in
      .chart(
        LineChart(
          title: driver.driver,
          description: "The expected level by month in each scenario; random draws vary around it.",
          unit: .number,
          lines: driver.paths.enumerated().map { index, path in
            LineChart.Line(run.scenarios[index].name, zip(months, path).map { .init($0, $1) }, .steps(index))
          }, aspect: 0.25))
    }
    return ReportPage.Section("Drivers", blocks)
  }
}
