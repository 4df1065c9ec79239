import Scenarios
import Series

/// The page of an event: the series with and without it, effects, weights, placebos.
public struct ImpactPage {
  private let report: ImpactReport
  private var panel: ImpactPanel { report.panel }
  private var analysis: ImpactAnalysis { report.analysis }

  /// As many series as a chart of placebos has room for.
  private static let mostBars = 25

  /// The page of an analysis.
  public init(_ report: ImpactReport) { self.report = report }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: a headline, the series with and without the event, effects by method, weights, placebos, what the numbers suppose.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let tables = ImpactTables(panel, analysis)
    return ReportPage(
      title: "Effect of \(panel.labels[panel.event]) on \(panel.treatedName)", headline: report.sentence,
      sections: [
        ReportPage.Section("With and without the event", [.chart(paths), .table(tables.methods)]),
        ReportPage.Section("Effect by time", analysis.methods.map { .chart(effects($0)) } + [.folded(tables.times)]),
        ReportPage.Section("What the comparison is made of", [.table(tables.weights)]),
        ReportPage.Section("Placebos", analysis.methods.prefix(1).map { .chart(placebos($0)) }),
        ReportPage.Section("What the numbers suppose", [.notes(Array(report.notes.dropFirst()))]),
      ], reproduction: reproduction)
  }

  private var unit: AxisUnit { panel.treated.contains { abs($0) >= 10_000 } ? .users : .number }

  private var paths: LineChart {
    LineChart(
      title: "\(panel.treatedName) and what the controls say it would have been",
      description: "By time; the event is \(panel.labels[panel.event]).", unit: unit,
      lines: [
        LineChart.Line(panel.treatedName, zip(panel.times, panel.treated).map { .init($0, $1) }, .history)
      ]
        + analysis.methods.enumerated().map { index, result in
          LineChart.Line(
            result.name, zip(panel.times, result.estimate.counterfactual).map { .init($0, $1) }, .path(index))
        })
  }

  private func effects(_ result: ImpactResult) -> LineChart {
    let bands = zip(panel.times[panel.event...], result.uncertainty.byTime).compactMap { month, interval in
      interval.map { (month: month, lower: $0.lower, upper: $0.upper) }
    }
    return LineChart(
      title: "Effect by \(result.name)",
      description:
        "The series less what it would have been; before \(panel.labels[panel.event]) this is the error of the method.",
      unit: unit,
      lines: [LineChart.Line(result.name, zip(panel.times, result.estimate.effects).map { .init($0, $1) }, .path(0))],
      bands: bands.isEmpty
        ? [] : [LineChart.Band("\(NumberText.coverage(result.uncertainty.coverage)) %", bands, path: 0)],
      fromZero: true, aspect: 0.3)
  }

  private func placebos(_ result: ImpactResult) -> BarChart {
    let all = ([result.placebosInSpace.treated] + result.placebosInSpace.controls).sorted { $0.ratio > $1.ratio }
    return BarChart(
      title: "Effect over error before the event, by series",
      description:
        "Every series taken for treated by \(result.name): the root mean square effect over the root mean square error before. "
        + (all.count > Self.mostBars ? "The \(Self.mostBars) largest of \(all.count)." : ""),
      unit: .number, kind: "series",
      bars: all.prefix(Self.mostBars).map {
        BarChart.Bar($0.name == panel.treatedName ? "\($0.name) (treated)" : $0.name, $0.ratio)
      })
  }
}
