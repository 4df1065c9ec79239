import ChurnForecast
import Foundation

/// Pages and charts that tests draw, with hostile names.
enum Gallery {
  static let hostile = "<script>alert(1)</script>"
  static let names = [
    hostile, "=cmd()|'/c calc'!A1", "a`b<img src=x onerror=alert(2)>", "\"quoted\" & 'so' | on", "\u{1}\u{7F}control",
    "an extremely long name of a series that nobody could read at this place, number 12", "短い名前",
  ]
  static let first = Month(year: 2022, month: 12)
  static let reproduction = ReportPage.Reproduction(
    command: "churn-forecast report '\(hostile)' --out x.html", version: "0.0.0")

  static func line(_ name: String, _ index: Int, months: Int = 24) -> LineChart.Line {
    let points = (1...months).map {
      LineChart.Point(first.advanced(by: $0), 300e6 + Double(index * 3) * 1e6 * Double($0) / 24)
    }
    return LineChart.Line(name, points, .path(index))
  }

  static let lines = LineChart(
    title: hostile, description: "Many lines that end near one another.", unit: .users,
    lines: names.enumerated().map { line($1, $0) } + (7..<12).map { line("line \($0)", $0) },
    bands: [LineChart.Band("95 %", (1...24).map { (first.advanced(by: $0), 290e6, 350e6) }, path: 0)],
    marks: [1, 12, 13, 24].map { LineChart.Mark(hostile, .init(first.advanced(by: $0), 301e6), path: 0) },
    starts: [LineChart.Point(first, 300e6)])

  static let waterfall = WaterfallChart(
    title: "Who caused the difference in 2024-12", description: "From the reference to the takeover.",
    start: ("pre-takeover", 375.8e6),
    parts: [
      .init("outages", -21.3e6, range: -38.1e6 ... -2.2e6), .init(names[5], -18.8e6, range: -37.9e6 ... -2.0e6),
      .init("rest", 0.4e6),
    ], endLabel: "takeover", rangeName: "95 % interval")

  static let tornado = TornadoChart(
    title: "Users in 2024-12 by input", description: "Each input from low to high, all others as they are.",
    centre: 335.7e6,
    rows: [
      .init("baseline", low: 333e6, high: 338e6, lowText: "0 %", highText: "2 %"),
      .init("outages", low: 349e6, high: 318e6, lowText: "0.75", highText: "6"),
      .init(names[5], low: 330e6, high: 330e6, lowText: "1", highText: "2"),
    ])

  private static let classes = (0..<30).map { (index: Int) -> HistogramChart.Class in
    let lower = Double(index - 12) / 100
    return HistogramChart.Class(lower...(lower + 0.01), count: index * 40 % 97)
  }
  private static let needles = (1...24).map { (lag: Int) -> Double in 0.6 * sin(Double(lag)) }
  private static let quantiles = (0..<40).map { (index: Int) -> (expected: Double, residual: Double) in
    (Double(index - 20) / 8, Double(index - 20) / 900)
  }
  private static let bars = names.enumerated().map { index, name in BarChart.Bar(name, Double(index - 2) * 1.7e6) }
  private static let errors = names.enumerated().map {
    index, name -> (name: String, errors: [(horizon: Int, error: Double)]) in
    (name, [3, 6, 12].map { ($0, Double($0 * (index + 1)) * 1e5) })
  }
  private static let sparklines =
    names.map { Sparkline($0, [3, 1, 2], band: [2...4, 0...3, 1...3]) } + [Sparkline("none", [])]

  static let charts: [any ChartDrawing] =
    [
      lines, waterfall, tornado,
      LineChart(title: "nothing", description: "No point at all.", unit: .percent, lines: []),
      LineChart(
        title: "one point", description: "A line of one point.", unit: .number,
        lines: [LineChart.Line("one", [.init(first, 1)], .history)]),
      BarChart(
        title: "bars", description: "Names and amounts.", unit: .users, kind: "name", bars: bars),
      HistogramChart(
        title: "classes", description: "How many.", unit: .percent, things: "series", classes: classes),
      AutocorrelationChart(
        title: "lags", description: "By lag.", correlations: needles, band: 0.2),
      QuantileChart(
        title: "quantiles", description: "In order.", points: quantiles, sigma: 0.02),
      SmallMultiples(
        title: "many", description: "Small.", lines: sparklines),
      LevelChart(
        title: "levels", description: "By scenario.", paths: names,
        rows: [
          .init(hostile, reference: 0.75, levels: [0.75, 2.8, 2.81, 2.8, 1, 1.05, 6]),
          .init("same", reference: 1, levels: [1, 1, 1, 1, 1, 1, 1]),
        ]),
      BacktestChart(
        title: "errors", description: "By horizon.", horizons: [3, 6, 9, 12], lines: errors),
    ] + reports

  /// Counts of reports over a month and over a year, with an outage each.
  private static var reports: [any ChartDrawing] {
    [720, 9000].compactMap { hours in
      let counts = (0..<hours).map { Double(10 + $0 % 24) + ($0 == hours / 2 ? 4200 : 0) }
      let reports = ReportCounts(
        country: hostile, part: "feed", start: Instant(seconds: 1_672_531_200), step: 3600, counts: counts)
      return (try? OutageDetector(reports)).map { ReportsChart(reports, $0, zone: .utc) }
    }
  }

  /// A page with every chart.
  static let page = ReportPage(
    title: hostile, headline: "`\(hostile)` loses 335.7 M.", lead: names,
    sections: [
      ReportPage.Section(hostile, charts.map { .chart($0) }), ReportPage.Section("Notes", [.notes(names)]),
      ReportPage.Section(
        "Tables",
        [
          .table(
            ResultTable(
              caption: hostile, columns: [.init("name"), .init(hostile, isNumeric: true)],
              rows: names.map { [.init($0), .init("1", value: 1)] })),
          .series(names.map { SeriesCard(Sparkline($0, [3e6, 2e6, 1e6])) }),
        ]),
    ], reproduction: reproduction)
}
