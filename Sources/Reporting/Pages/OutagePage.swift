import Series
import Signals

/// The page of the outages of a service: counts with what is usual, months, the longest outages.
public struct OutagePage {
  private let survey: OutageSurvey
  private let zone: ClockZone

  /// The most series of counts that are drawn.
  private static let mostCharts = 12

  /// The page of a survey.
  ///
  /// - Parameters:
  ///   - survey: what was found.
  ///   - zone: the zone in which times are told.
  public init(_ survey: OutageSurvey, zone: ClockZone) {
    self.survey = survey
    self.zone = zone
  }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: counts, months, outages, what the figures suppose.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let report = OutageReport(survey, zone: zone)
    let outages = survey.months.outages
    let hours = outages.reduce(0) { $0 + $1.hours }
    let from = zone.clock(survey.from).prefix(10)
    let until = zone.clock(survey.until).prefix(10)
    return ReportPage(
      title: "Outages from \(from) to \(until)",
      headline: outages.isEmpty
        ? "No outage was found."
        : "\(outages.count) outage\(outages.count == 1 ? "" : "s") found, \(NumberFormat.decimals(1).text(hours)) hours in all.",
      sections: [
        ReportPage.Section("Reports", counts), ReportPage.Section("Months", months + [.table(report.monthTable)]),
        ReportPage.Section(
          outages.count > OutageReport.mostShown ? "The longest outages" : "Outages",
          outages.isEmpty ? [] : [.table(report.eventTable)]),
        ReportPage.Section("How they were found", [.notes(report.notes)]),
      ], reproduction: reproduction)
  }

  /// The series with most reports, each with its outages.
  private var counts: [ReportPage.Block] {
    let pairs = zip(survey.counts, survey.detectors).map { ($0, $1, Self.total($0)) }
    let largest = pairs.sorted { $0.2 > $1.2 }.prefix(Self.mostCharts)
    let rest = pairs.count - largest.count
    return largest.map { .chart(ReportsChart($0.0, $0.1, zone: zone)) }
      + (rest > 0
        ? [.paragraph("The \(Self.mostCharts) series with most reports are drawn; there are \(rest) more.")] : [])
  }

  private static func total(_ reports: ReportCounts) -> Double {
    reports.counts.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
  }

  private var months: [ReportPage.Block] {
    let rows = survey.wholeMonths.map { survey.months.rows[$0] }
    guard rows.count > 1 else { return [] }
    func chart(_ title: String, _ name: String, _ value: (OutageMonths.Row) -> OutageMonths.Value) -> ReportPage.Block {
      .chart(
        LineChart(
          title: title, description: "By month, as estimated, with 90 % intervals, and as found.", unit: .number,
          lines: [
            LineChart.Line("found", rows.map { .init($0.month, value($0).told) }, .fitted),
            LineChart.Line(name, rows.map { .init($0.month, value($0).mean) }, .path(0)),
          ],
          bands: [
            LineChart.Band("90 %", rows.map { ($0.month, value($0).lower90, value($0).upper90) }, path: 0)
          ], fromZero: true, aspect: 0.28))
    }
    return [
      chart("Outages by month", "outages", \.outages), chart("Hours of outages by month", "hours", \.hours),
    ]
  }
}
