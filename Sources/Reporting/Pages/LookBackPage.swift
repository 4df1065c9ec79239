import ChurnModels
import Forecasting
import Scenarios
import Series
import Univariate

/// The page of a look back: both histories, what was lost, the history by causes.
public struct LookBackPage {
  private let report: LookBackReport
  private var fit: any RecursiveFit { report.fit }
  private var lookBack: LookBack? { report.lookBack }
  private var decomposition: Decomposition { report.decomposition }

  /// The page of a look back.
  public init(_ report: LookBackReport) { self.report = report }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: a headline, both histories, users lost, the history by causes, what the numbers suppose.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let tables = LookBackTables(lookBack, decomposition)
    var reproduction = reproduction
    reproduction.seed = decomposition.seed
    return ReportPage(
      title: "Look back on \(fit.data.mau.name)", headline: report.sentence,
      sections: [
        ReportPage.Section("As it was and as it would have been", lookBack.map { paths($0, tables) } ?? []),
        ReportPage.Section(
          "What made the history",
          [
            .chart(
              StackedChart(
                title: "Change of users since \(decomposition.months.lowerBound.advanced(by: -1)) by cause",
                description: "Gains above zero, losses below, and their sum, by month.", unit: .users,
                months: decomposition.months,
                parts: decomposition.parts.map { StackedChart.Part($0.name, $0.users) }, sumName: "all together")),
            .chart(waterfall), .table(tables.parts),
          ]),
        ReportPage.Section("What the numbers suppose", [.notes(Array(report.notes.dropFirst()))]),
      ], reproduction: reproduction)
  }

  private func paths(_ lookBack: LookBack, _ tables: LookBackTables) -> [ReportPage.Block] {
    let start = decomposition.months.lowerBound.advanced(by: -1)
    let history =
      [LineChart.Point(start, decomposition.start)]
      + zip(decomposition.months, decomposition.users).map { LineChart.Point($0, $1) }
    let before = history.last { $0.month < lookBack.months[0].month } ?? history[0]
    func bands(_ intervals: (LookBack.MonthResult) -> [(lower: Double, upper: Double)]) -> [LineChart.Band] {
      lookBack.coverages.indices.reversed().map { index in
        LineChart.Band(
          "\(NumberText.coverage(lookBack.coverages[index])) %",
          lookBack.months.map { ($0.month, intervals($0)[index].lower, intervals($0)[index].upper) }, path: 0)
      }
    }
    return [
      .chart(
        LineChart(
          title: "Users as they were and as they would have been",
          description: "Users by month, and what they would have been with \(settings(lookBack)).", unit: .users,
          lines: [
            LineChart.Line("as it was", history, .history),
            LineChart.Line("instead", lookBack.months.map { .init($0.month, $0.instead.median) }, .path(0)),
          ], bands: bands { $0.instead.intervals.map { ($0.lower, $0.upper) } }, starts: [before])),
      .chart(
        LineChart(
          title: "Users lost", description: "Those that would have been less those that were.", unit: .users,
          lines: [LineChart.Line("lost", lookBack.months.map { .init($0.month, $0.lost.median) }, .path(0))],
          bands: bands { $0.lost.intervals.map { ($0.lower, $0.upper) } },
          starts: [LineChart.Point(before.month, 0)], fromZero: true, aspect: 0.3)),
      .table(tables.drivers), .folded(tables.months),
    ]
  }

  private func settings(_ lookBack: LookBack) -> String {
    wordList(
      lookBack.settings.map { "\(NumberText.name($0.column)) at \(NumberText.significant($0.instead))" })
  }

  private var waterfall: WaterfallChart {
    let last = decomposition.months.count - 1
    return WaterfallChart(
      title: "From \(decomposition.months.lowerBound.advanced(by: -1)) to \(fit.origin)",
      description: "What each cause added to users or took from them.",
      start: ("\(decomposition.months.lowerBound.advanced(by: -1))", decomposition.start),
      parts: decomposition.parts.map {
        WaterfallChart.Part($0.name, $0.users[last], range: $0.intervals[last])
      }, endLabel: "\(fit.origin)",
      rangeName: "\(NumberText.coverage(decomposition.coverage)) % interval")
  }
}
