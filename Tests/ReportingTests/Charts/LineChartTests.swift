import ChurnForecast
import Foundation
import Testing

@Suite("Charts of lines")
struct LineChartTests {
  @Test(
    "Points of any size are drawn, marks and labels included",
    arguments: [0, .leastNonzeroMagnitude, 1e200, -1e308, .infinity, .nan])
  func extremes(value: Double) {
    let first = Month(year: 2020, month: 1)
    let points = [1, value, 1e308].enumerated().map { LineChart.Point(first.advanced(by: $0), $1) }
    let chart = LineChart(
      title: "t", description: "d", unit: .percent,
      lines: [LineChart.Line("a", points, .path(0)), LineChart.Line("b", points, .history)],
      marks: [LineChart.Mark("m", points[0], path: 0)])
    #expect(chart.drawn(width: 840).elements.contains("path"))
  }

  @Test("Lines, bands and figures are drawn in their colours, and months beyond the frame are not drawn")
  func lineChart() {
    let elements = Gallery.lines.drawn(width: 840).elements
    for index in 1...6 { #expect(elements.contains("class=\"l s\(index)")) }
    #expect(elements.contains("class=\"band f1\"") && elements.components(separatedBy: "class=\"ring s1\"").count == 5)
    #expect(elements.contains(">301.0 M</text>"))
    #expect(elements.contains("<title>2023-12\n"))
  }

  @Test("The rows of a chart's table have every value that is drawn")
  func table() throws {
    let table = Gallery.lines.table
    #expect(table.columns.count == 1 + 12 + 2 + 1)
    #expect(table.rows.count == 24)
    #expect(table.rows[0][1].value == 300e6 && table.rows[23][13].value == 290e6)
    #expect(table.rows[0][15].value == 301e6 && table.rows[1][15].value == nil)
  }

  @Test("Every month with any value has a row, and points of one line in the same month count once")
  func rows() {
    let month = Gallery.first
    let chart = LineChart(
      title: "t", description: "d", unit: .number,
      lines: [
        .init("a", [.init(month, 1), .init(month, 2)], .history),
        .init("b", [.init(month.advanced(by: 2), 3)], .fitted),
        .init("none", [], .fitted),
      ])
    #expect(chart.table.columns.map(\.title) == ["month", "a", "b"])
    #expect(chart.table.rows.map { $0.cells.map(\.text) } == [["2022-12", "2.000", ""], ["2023-02", "", "3.000"]])
  }

  @Test("The axis includes zero where requested")
  func zero() {
    func elements(_ fromZero: Bool) -> String {
      LineChart(
        title: "t", description: "d", unit: .users, lines: [Gallery.line("a", 1)], fromZero: fromZero
      ).drawn(width: 840).elements
    }
    #expect(elements(true).contains(">0</text>") && !elements(false).contains(">0</text>"))
  }

  /// The points of the first path of a class.
  private func points(_ elements: String, _ style: String) throws -> [[Double]] {
    let path = try #require(elements.firstMatch(of: try Regex("class=\"\(style)\" d=\"M([^\"]+)\"")))
    return String(path.output[1].substring ?? "").split { "LZ".contains($0) }.map { pair in
      pair.split(separator: " ").compactMap { Double($0) }
    }
  }

  @Test("Every path and its band start at their own point, which is no value of theirs")
  func starts() throws {
    let chart = LineChart(
      title: "t", description: "d", unit: .users, lines: [Gallery.line("a", 1), Gallery.line("b", 2)],
      starts: [.init(Gallery.first.advanced(by: -1), 1e8), .init(Gallery.first.advanced(by: -1), 3e8)])
    let elements = chart.drawn(width: 840).elements
    let (low, high) = (try points(elements, "l s2")[0], try points(elements, "l s3")[0])
    // The second start is the last: a path of a higher number begins there too.
    #expect(low[0] == high[0] && low[1] == high[1])
    #expect(chart.table.rows.count == 24)
  }

  @Test("A path of steps changes halfway between its points, and holds before and after")
  func steps() throws {
    let values = [1.0, 1, 3, 3].enumerated().map { LineChart.Point(Gallery.first.advanced(by: $0), $1) }
    let chart = LineChart(title: "t", description: "d", unit: .number, lines: [.init("x", values, .steps(0))])
    let drawn = try points(chart.drawn(width: 840).elements, "l s1")
    #expect(Set(drawn.map { $0[1] }).count == 2)
    #expect(zip(drawn, drawn.dropFirst()).allSatisfy { $0[0] == $1[0] || $0[1] == $1[1] })
    let rise = try #require(zip(drawn, drawn.dropFirst()).first { $0[1] != $1[1] })
    let ends = (try #require(drawn.first)[0], try #require(drawn.last)[0])
    #expect(abs(rise.0[0] - (ends.0 + ends.1) / 2) < 0.2)
  }

  @Test("Three bands are areas, all others lines at their ends")
  func bands() {
    let bands = (1...5).map { index in
      LineChart.Band("\(index)", (0..<6).map { (Gallery.first.advanced(by: $0), 1.0, 2.0 + Double(index)) }, path: 0)
    }
    let elements = LineChart(title: "t", description: "d", unit: .number, lines: [Gallery.line("a", 0)], bands: bands)
      .drawn(width: 840).elements
    #expect(elements.components(separatedBy: "class=\"band f1\"").count == 4)
    #expect(elements.components(separatedBy: "class=\"l thin dash s1\"").count == 5)
  }

  @Test("Values of a month are sorted, the highest first, each with the sign of its line")
  func keys() throws {
    let chart = LineChart(
      title: "t", description: "d", unit: .number,
      lines: [
        .init("low", [.init(Gallery.first, 1), .init(Gallery.first.advanced(by: 1), 5)], .history),
        .init("high", [.init(Gallery.first, 2), .init(Gallery.first.advanced(by: 1), 4)], .path(1)),
      ])
    let elements = chart.drawn(width: 840).elements
    #expect(elements.contains("<rect class=\"h\" data-keys=\" k2 kn\""))
    #expect(elements.contains("<title>2022-12\nhigh: 2.000\nlow: 1.000</title>"))
    #expect(elements.contains("<rect class=\"h\" data-keys=\" kn k2\""))
  }

  @Test("Figures of the history have dots where there is room for them")
  func dots() {
    func count(_ figures: Int) -> Int {
      let points = (0..<figures).map { LineChart.Point(Gallery.first.advanced(by: $0), Double($0)) }
      return LineChart(
        title: "t", description: "d", unit: .number, lines: [.init("mau", points, .history)]
      ).drawn(width: 840).elements.components(separatedBy: "<circle class=\"n\"").count - 1
    }
    #expect(count(24) == 24 && count(200) == 0)
  }
}
