import ChurnForecast
import Foundation
import Testing

@Suite("Histograms")
struct HistogramChartTests {
  private let chart = HistogramChart(
    title: "changes", description: "d", unit: .percent, things: "series",
    classes: [.init(-0.02 ... -0.01, count: 3), .init(-0.01...0, count: 12), .init(0...0.01, count: 0)])

  @Test("One column per class, as high as its count")
  func drawing() throws {
    let elements = chart.drawn(width: 840).elements
    let heights = try elements.matches(of: Regex(#"<rect class="f1"[^>]* height="([0-9.]+)""#)).map {
      try #require(Double($0.output[1].substring ?? ""))
    }
    #expect(heights.count == 3 && heights[2] == 0)
    #expect(abs(heights[0] / heights[1] - 0.25) < 0.01)
    #expect(elements.contains("<title>−1.00 % … 0.00 %\n12 series</title>"))
  }

  @Test("No value is dropped: what lies beyond the classes has a column at each end, in another colour")
  func outside() throws {
    let whole = HistogramChart(
      title: "t", description: "d", unit: .percent, things: "series", classes: chart.classes, outside: (2, 5))
    let elements = whole.drawn(width: 840).elements
    #expect(elements.components(separatedBy: "<rect class=\"f2\"").count == 3)
    #expect(
      elements.contains("<title>below −2.00 %\n2 series</title>")
        && elements.contains("<title>above 1.00 %\n5 series</title>"))
    #expect(whole.table.rows.map { $0[1].value } == [2, 3, 12, 0, 5])
  }

  @Test("The table has ranges and counts")
  func table() {
    #expect(chart.table.columns.map(\.title) == ["range", "series"])
    #expect(chart.table.rows.map { $0[0].text } == ["−2.00 % … −1.00 %", "−1.00 % … 0.00 %", "0.00 % … 1.00 %"])
    #expect(chart.table.rows.map { $0[1].value } == [3, 12, 0])
  }
}
