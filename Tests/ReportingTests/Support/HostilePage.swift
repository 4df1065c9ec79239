import ChurnForecast
import TestSupport

/// A page that has hostile names wherever a page has text.
enum HostilePage {
  static let names = HostileText.texts.enumerated().filter { $0.offset % 7 == 0 }.map(\.element) + Gallery.names

  static func page(_ name: String) -> ReportPage {
    let table = ResultTable(
      caption: name, columns: [ResultColumn(name), ResultColumn(name, isNumeric: true)],
      rows: [[ResultCell(name), ResultCell(name, value: 1)]])
    let point = LineChart.Point(Gallery.first, 1)
    let charts: [any ChartDrawing] = [
      LineChart(
        title: name, description: name, unit: .users,
        lines: [.init(name, [point], .path(0)), .init(name + name, [point], .history)],
        bands: [.init(name, [(Gallery.first, 0, 2)], path: 0)], marks: [.init(name, point, path: 0)]),
      BarChart(title: name, description: name, unit: .count, kind: name, bars: [.init(name, 1)]),
      HistogramChart(
        title: name, description: name, unit: .number, things: name, classes: [.init(0...1, count: 1)]),
      WaterfallChart(
        title: name, description: name, start: (name, 1), parts: [.init(name, 1, range: 0...2)], endLabel: name,
        rangeName: name),
      TornadoChart(
        title: name, description: name, centre: 1,
        rows: [.init(name, low: 0, high: 2, lowText: name, highText: name)]),
      LevelChart(
        title: name, description: name, paths: [name], rows: [.init(name, reference: 1, levels: [2])]),
      BacktestChart(title: name, description: name, horizons: [1], lines: [(name, [(1, 1)])]),
      SmallMultiples(title: name, description: name, lines: [Sparkline(name, [1, 2])]),
      QuantileChart(title: name, description: name, points: [(0, 0)], sigma: 1),
      AutocorrelationChart(title: name, description: name, correlations: [0.5], band: 0.1),
    ]
    return ReportPage(
      title: name, headline: name, lead: [name, "`\(name)`"],
      sections: [
        ReportPage.Section(name, charts.map { .chart($0) }),
        ReportPage.Section(
          name,
          [
            .paragraph(name), .notes([name, "`\(name)`"]), .table(table), .folded(table),
            .series([SeriesCard(Sparkline(name, [1, 2]))]),
          ]),
      ], reproduction: ReportPage.Reproduction(command: name, version: name, seed: 1))
  }
}
