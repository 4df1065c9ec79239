import ChurnForecast
import Foundation
import Testing

@Suite("Small multiples")
struct SmallMultiplesTests {
  private let chart = SmallMultiples(
    title: "many", description: "d",
    lines: [Sparkline("a", [3e6, 1e6, 2e6], band: [2e6...4e6, 0...3e6, 1e6...3e6]), Sparkline("none", [])])

  @Test("As many columns as there is room for")
  func rows() {
    #expect(chart.drawn(width: 840).height == 64)
    #expect(chart.drawn(width: 299).height == 128)
    #expect(chart.drawn(width: 840).elements.components(separatedBy: "class=\"band f1\"").count == 2)
  }

  @Test("First and last value; nothing for a series without values")
  func table() {
    #expect(chart.table.rows.map { $0.cells.map(\.text) } == [["a", "3.000 M", "2.000 M"], ["none", "", ""]])
  }
}
