import ChurnForecast
import Foundation
import Testing

@Suite("Charts of backtests")
struct BacktestChartTests {
  private let chart = BacktestChart(
    title: "errors", description: "d", horizons: [1, 2, 3],
    lines: [("model", [(1, 1e5), (2, 2e5), (3, .nan)]), ("naive", [(1, 2e5), (3, 5e5)])])

  @Test("A horizon that a method lacks is blank, and so is an error that is not finite")
  func table() {
    #expect(chart.table.rows.map { $0.cells.map(\.text) }[1] == ["2", "200,000", ""])
    #expect(chart.table.rows[2][1].value == nil && chart.table.rows[2][1].text == "–")
    #expect(chart.table.rows[2][2].value == 5e5)
  }

  @Test("Lines leave out values that are not finite")
  func drawing() {
    let elements = chart.drawn(width: 840).elements
    #expect(elements.components(separatedBy: "<circle class=\"f1\"").count == 3)
    #expect(elements.contains("<title>2 months ahead\nmodel: 200,000</title>"))
    #expect(!elements.contains("nan"))
  }
}
