import ChurnForecast
import Testing

@Suite("Charts of tornados")
struct TornadoChartTests {
  @Test("Ends that are not finite are passed over", arguments: [Double.nan, .infinity, 1e308])
  func notFinite(end: Double) {
    let chart = TornadoChart(
      title: "t", description: "d", centre: 1,
      rows: [
        .init("a", low: end, high: 2, lowText: "0", highText: "1"),
        .init("b", low: 0, high: 3, lowText: "0", highText: "1"),
      ])
    #expect(chart.drawn(width: 840).elements.contains("rect"))
  }

  @Test("A tornado begins with the widest input")
  func tornado() {
    #expect(Gallery.tornado.rows.map(\.label) == ["outages", "baseline", Gallery.names[5]])
  }

  @Test("The table says what each end gives; the tooltip says where a higher value lowers the result")
  func table() {
    let rows = Gallery.tornado.table.rows
    #expect(rows[0].cells.map(\.text) == ["outages", "0.75", "349.0 M", "6", "318.0 M"])
    #expect(rows[0][2].value == 349e6 && rows[0][4].value == 318e6)
    let elements = Gallery.tornado.drawn(width: 840).elements
    #expect(elements.contains("at 6: 318.0 M\na higher value lowers the result</title>"))
    #expect(elements.contains("at 2 %: 338.0 M</title>"))
  }

  @Test("An end beyond the centre has its value next to it, on either side")
  func ends() {
    let elements = Gallery.tornado.drawn(width: 840).elements
    for text in ["318.0 M", "349.0 M", "333.0 M", "338.0 M"] { #expect(elements.contains(">\(text)</text>")) }
  }
}
