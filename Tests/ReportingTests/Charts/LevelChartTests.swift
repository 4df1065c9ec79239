import ChurnForecast
import Testing

@Suite("Charts of levels")
struct LevelChartTests {
  private let chart = LevelChart(
    title: "levels", description: "d", paths: ["calm", "storm"],
    rows: [.init("outages", reference: 0.75, levels: [0.75, 2.5]), .init("tone", reference: 1, levels: [1, 1])])

  @Test("Levels have no needless zeros; equal ones share a place with rings of their colours")
  func drawing() {
    let elements = chart.drawn(width: 840).elements
    #expect(elements.contains("<title>outages\nreference: 0.75\ncalm: 0.75\nstorm: 2.5</title>"))
    #expect(elements.contains(" r=\"6\"/>") && elements.contains(" r=\"4\"/>"))
  }

  @Test("The table has one column per path")
  func table() {
    #expect(chart.table.columns.map(\.title) == ["driver", "reference", "calm", "storm"])
    #expect(chart.table.rows[0].cells.map(\.text) == ["outages", "0.7500", "0.7500", "2.500"])
  }
}
