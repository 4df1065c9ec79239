import Forecasting
import Reporting
import Series
import SeriesIO

/// The page of many series: totals, those that lose most, effects across series, failures, a small chart per series.
public struct BatchPage {
  private let name: String
  private let summary: PanelSummary
  private let failures: [FailureRow]
  private let manifest: Manifest
  private let isFinished: Bool
  private let history: PanelHistory

  /// The page of a batch.
  ///
  /// - Parameters:
  ///   - name: the name of the batch.
  ///   - summary: its forecasts and coefficients.
  ///   - failures: its series without a forecast.
  ///   - manifest: how it was made.
  ///   - isFinished: whether it is complete.
  public init(
    name: String, summary: PanelSummary, failures: [FailureRow], manifest: Manifest, isFinished: Bool
  ) {
    self.name = name
    self.summary = summary
    self.failures = failures
    self.manifest = manifest
    self.isFinished = isFinished
    history = PanelHistory(manifest, of: summary.first.compactMap(\.first?.series))
  }

  /// The page of a batch's folder.
  ///
  /// - Parameter path: the folder.
  /// - Throws: ``SeriesIOError`` when it is not the folder of a batch, or a file in it cannot be read.
  public init(folder path: String) throws {
    let folder = try BatchFolder(path: path)
    self.init(
      name: folder.name, summary: try PanelSummary(folder), failures: try folder.failures(), manifest: folder.manifest,
      isFinished: folder.isFinished)
  }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: headline, totals, losers, changes, effects, failures, series, how the batch was made.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    var reproduction = reproduction
    reproduction.seed = manifest.seed
    let effects = BatchEffects(summary: summary)
    return ReportPage(
      title: "Forecasts of \(Self.counted(summary.count, "series", "series")): \(name)", headline: headline, lead: lead,
      sections: [
        ReportPage.Section("Totals", totals), ReportPage.Section("The series that lose most", losers),
        ReportPage.Section("Changes of the series", effects.changes),
        ReportPage.Section("Effects across series", effects.coefficients),
        ReportPage.Section("Failures", failureBlocks), ReportPage.Section("Series", cards),
        ReportPage.Section("How the batch was made", [.table(manifest.table)]),
      ], reproduction: reproduction)
  }

  /// A number with its noun.
  static func counted(_ number: Int, _ one: String, _ many: String) -> String {
    AxisUnit.count.text(Double(number)) + " " + (number == 1 ? one : many)
  }

  private var headline: String {
    guard summary.count > 0 else { return "No series has a forecast." }
    let change = summary.sums.last / summary.sums.first - 1
    let direction = change < 0 ? "lose" : "gain"
    return
      "\(Self.counted(summary.count, "series", "series")) together \(direction) \(NumberText.percent(abs(change), 1)) of their "
      + "users: \(NumberText.users(summary.sums.first)) in their first forecast month, \(NumberText.users(summary.sums.last)) in "
      + "the last."
  }

  private var lead: [String] {
    guard summary.count > 0 else {
      return ["\(Self.counted(failures.count, "series", "series")) could not be forecast."]
        + (isFinished ? [] : ["The batch is not complete: only its finished parts are shown."])
    }
    let losing = summary.shares.filter { $0 < 0 }.count
    var lead = [
      "\(AxisUnit.count.text(Double(losing))) of \(Self.counted(summary.count, "series", "series")) lose users by their medians; \(Self.counted(failures.count, "series", "series")) "
        + "could not be forecast. Sums of medians have no interval, because the correlation between series is unknown."
    ]
    if summary.count > 1, let total = summary.total {
      lead.append(
        "`\(total)` sounds like all of them together. It is forecast like any other series and counted in the sums; leave it out of the panel "
          + "if it is a total.")
    }
    if !isFinished { lead.append("The batch is not complete: only its finished parts are shown.") }
    return lead
  }

  private var totals: [ReportPage.Block] {
    let totals = summary.sharedTotals
    let models = BarChart(
      title: "Series by model", description: "The number of series forecast by each model.", unit: .count,
      kind: "model",
      bars: summary.models.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        BarChart.Bar($0.key.text, Double($0.value))
      })
    let line = LineChart(
      title: "All series together", description: "Sums of the medians of all series, in the months common to all.",
      unit: .users, lines: [LineChart.Line("sum of medians", totals.map { .init($0.month, $0.users) }, .path(0))],
      aspect: 0.3)
    return (totals.count > 1 ? [.chart(line)] : []) + (summary.models.isEmpty ? [] : [.chart(models)])
  }

  private var losers: [ReportPage.Block] {
    guard !summary.losers.isEmpty else { return summary.count > 0 ? [.paragraph("No series loses users.")] : [] }
    let headers = ["first", "last", "change", "in percent"]
    return [
      .table(
        ResultTable(
          caption: "By users lost from the first forecast month to the last",
          columns: [ResultColumn("series"), ResultColumn("months")]
            + headers.map { ResultColumn($0, isNumeric: true) },
          rows: summary.losers.map { loser in
            [
              ResultCell(loser.series),
              ResultCell(NumberText.interval("\(loser.months.lowerBound)", "\(loser.months.upperBound)")),
              .users(loser.first), .users(loser.last), .signedUsers(loser.users),
              ResultCell(NumberText.percent(loser.share, 1), value: loser.share),
            ]
          }))
    ]
  }

  private var failureBlocks: [ReportPage.Block] {
    guard !failures.isEmpty else { return [.paragraph("Every series has a forecast.")] }
    var counts: [ExactName: (number: Int, example: FailureRow)] = [:]
    for failure in failures { counts[ExactName(failure.reason), default: (0, failure)].number += 1 }
    let sorted = counts.sorted { ($1.value.number, $0.key) < ($0.value.number, $1.key) }
    return [
      .chart(
        BarChart(
          title: "Failures by reason", description: "Series without a forecast.",
          unit: .count, kind: "reason", bars: sorted.map { BarChart.Bar($0.key.text, Double($0.value.number)) })),
      .table(
        ResultTable(
          caption: "An example of each reason",
          columns: [
            ResultColumn("reason"), ResultColumn("series", isNumeric: true), ResultColumn("for example"),
            ResultColumn("message"),
          ],
          rows: sorted.map { reason, value in
            [
              ResultCell(reason.text), ResultCell("\(value.number)", value: Double(value.number)),
              ResultCell(value.example.series), ResultCell(value.example.message),
            ]
          })),
    ]
  }

  private var cards: [ReportPage.Block] {
    guard !summary.first.isEmpty else { return [] }
    let cards = summary.first.map { rows in
      SeriesCard(
        Sparkline(
          rows[0].series, rows.map(\.median), band: rows.compactMap(\.interval),
          history: past(rows[0].series, before: rows[0].month)))
    }
    let found = cards.count + summary.others.count
    return [
      .paragraph(
        (cards.count < summary.count ? "The first \(cards.count) of \(summary.count) series. " : "")
          + (history.columns.isEmpty ? "" : "Figures before the forecast are dark. ")
          + "Each series has its own scale; the shaded band is the widest interval."
          + (cards.count < summary.count
            ? " The search finds \(found < summary.count ? "the first \(found) series" : "all of them")." : "")),
      .series(cards, others: summary.others),
    ]
  }

  /// The figures of up to three years before a month.
  private func past(_ series: String, before month: Month) -> [Double?] {
    guard let column = history.columns[ExactName(series)] else { return [] }
    return (max(column.first, month.advanced(by: -36))..<max(column.first, month)).map { column[$0] }
  }
}
