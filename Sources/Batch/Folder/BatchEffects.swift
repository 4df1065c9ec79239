import Forecasting
import Reporting

/// The distribution of changes and estimates over many series.
struct BatchEffects {
  let summary: PanelSummary

  /// The largest number of coefficients with a chart.
  private static let shown = 12

  /// The number of series that gain and lose, and the amounts.
  var changes: [ReportPage.Block] {
    guard summary.count > 1, let classes = Self.classes(summary.shares) else { return [] }
    return [
      .chart(
        HistogramChart(
          title: "Change from the first forecast month to the last",
          description: text(classes, .percent, of: "change"), unit: .percent, things: "series",
          classes: classes.classes.map { HistogramChart.Class($0.range, count: $0.count) }, outside: classes.outside))
    ]
  }

  /// A table of all coefficients except those of the season, and a chart for each of the first ones.
  var coefficients: [ReportPage.Block] {
    let names = summary.coefficients.filter { !$0.text.utf8.starts(with: "season ".utf8) }
    guard !names.isEmpty else { return [] }
    let table = ResultTable(
      caption: "Coefficients across series",
      columns: [ResultColumn("coefficient")]
        + ["series", "median", "10 to 90 % of the series", "interval above 0", "interval below 0"].map {
          ResultColumn($0, isNumeric: true)
        },
      rows: names.compactMap { name in
        guard let estimates = summary.estimates[name], let classes = Self.classes(estimates.values) else { return nil }
        func share(_ number: Int) -> ResultCell {
          ResultCell(NumberText.percent(Double(number) / Double(estimates.values.count)), value: Double(number))
        }
        return [
          ResultCell(name.text), ResultCell("\(estimates.values.count)", value: Double(estimates.values.count)),
          .number(classes.deciles[1]),
          ResultCell(
            NumberText.interval(NumberText.significant(classes.deciles[0]), NumberText.significant(classes.deciles[2]))),
          share(estimates.above), share(estimates.below),
        ]
      })
    return [.table(table)]
      + names.prefix(Self.shown).compactMap { name in
        guard let values = summary.estimates[name]?.values, values.count > 1, let classes = Self.classes(values) else {
          return nil
        }
        return .chart(
          HistogramChart(
            title: "Estimates of \(name)", description: text(classes, .number, of: "estimate"), unit: .number,
            things: "series",
            classes: classes.classes.map { HistogramChart.Class($0.range, count: $0.count) }, outside: classes.outside))
      }
  }

  /// Classes of the values that a chart can show: finite, and not so large that differences between them overflow.
  private static func classes(_ values: [Double]) -> SampleClasses? { SampleClasses(values.filter { abs($0) < 1e300 }) }

  private func text(_ classes: SampleClasses, _ unit: AxisUnit, of what: String) -> String {
    let outside = classes.outside.below + classes.outside.above
    return "The median \(what) is \(unit.text(classes.deciles[1])); four fifths of the series lie between "
      + "\(unit.text(classes.deciles[0])) and \(unit.text(classes.deciles[2]))."
      + (outside > 0 ? " The columns at the ends, in another colour, hold the \(outside) beyond all classes." : "")
  }
}
