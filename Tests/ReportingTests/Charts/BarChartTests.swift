import ChurnForecast
import Foundation
import Testing

@Suite("Charts of bars")
struct BarChartTests {
  private let chart = BarChart(
    title: "bars", description: "d", unit: .users, kind: "country",
    bars: [.init("up", 2e6), .init("down", -1e6), .init("none", 0)])

  @Test("Losses have a colour of their own, and every bar its value")
  func drawing() {
    let elements = chart.drawn(width: 840).elements
    #expect(elements.contains(">2.000 M</text>") && elements.contains(">−1.000 M</text>"))
    #expect(elements.components(separatedBy: "<rect class=\"f2\"").count == 2)
    #expect(elements.components(separatedBy: "<rect class=\"f1\"").count == 3)
    #expect(elements.contains("<title>down: −1.000 M</title>"))
  }

  @Test("The table has the names and values")
  func table() {
    #expect(chart.table.columns.map(\.title) == ["country", "value"] && chart.table.caption == "bars")
    #expect(chart.table.rows.map { $0[1].value } == [2e6, -1e6, 0])
  }
}
