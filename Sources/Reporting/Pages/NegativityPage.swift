import Series
import Signals

/// The page of the negativity of posts: its share by month, what a bare count says, and why they differ.
public struct NegativityPage {
  private let survey: NegativitySurvey
  private let report: NegativityReport

  /// The page of a survey.
  ///
  /// - Parameters:
  ///   - survey: what was found.
  ///   - report: its report.
  public init(_ survey: NegativitySurvey, _ report: NegativityReport) {
    self.survey = survey
    self.report = report
  }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: shares by month, what they suppose.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    ReportPage(
      title: "Negativity from \(survey.rows[0].month) to \(survey.rows[survey.rows.count - 1].month)",
      headline: headline, lead: report.lines,
      sections: [
        ReportPage.Section("Share of negative posts", [.chart(chart), .table(report.monthTable)]),
        ReportPage.Section("Most negative posts", report.exampleTable.map { [.table($0)] } ?? []),
        ReportPage.Section("What this supposes", [.notes(report.notes)]),
      ], reproduction: reproduction)
  }

  private var headline: String {
    let last = survey.rows[survey.rows.count - 1]
    guard report.hasShares, let estimate = last.estimate else {
      return
        "In \(last.month), \(NumberText.percent(last.naive, 1)) of the posts are called negative; how many are is not known."
    }
    return
      "In \(last.month), \(NumberText.percent(estimate.share, 1)) of the posts are negative (95 % \(NumberText.interval(NumberText.percent(estimate.lower95, 1), NumberText.percent(estimate.upper95, 1))))."
  }

  private var chart: LineChart {
    let naive = LineChart.Line("called negative", survey.rows.map { .init($0.month, $0.naive) }, .fitted)
    let estimates = report.hasShares ? survey.rows.compactMap { row in row.estimate.map { (row.month, $0) } } : []
    return LineChart(
      title: "Share of negative posts by month",
      description: estimates.isEmpty
        ? "The share of posts that is called negative."
        : "The share of posts that is negative with its 95 % interval, and the share that is called so.",
      unit: .percent,
      lines: [naive]
        + (estimates.isEmpty ? [] : [LineChart.Line("negative", estimates.map { .init($0, $1.share) }, .path(0))]),
      bands: estimates.isEmpty
        ? [] : [LineChart.Band("95 %", estimates.map { ($0, $1.lower95, $1.upper95) }, path: 0)], fromZero: true,
      aspect: 0.36)
  }
}
