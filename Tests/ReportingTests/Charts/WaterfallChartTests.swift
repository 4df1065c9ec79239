import ChurnForecast
import Testing

@Suite("Waterfalls")
struct WaterfallChartTests {
  @Test("A waterfall ends at the sum of its parts, and whiskers show their ranges")
  func waterfall() {
    #expect(abs(Gallery.waterfall.end - 336.1e6) < 1)
    #expect(
      Gallery.waterfall.table.rows.map { $0[1].text } == ["375.8 M", "−21.3 M", "−18.8 M", "+400,000", "336.1 M"])
    #expect(Gallery.waterfall.table.rows[1][2].text == "−38.1 M … −2.200 M")
  }

  @Test("The first and the last row are levels, the others changes with their ranges")
  func table() {
    let table = Gallery.waterfall.table
    #expect(table.columns.map(\.title) == ["part", "value", "95 % interval"])
    #expect(table.rows.map { $0[1].value } == [375.8e6, -21.3e6, -18.8e6, 0.4e6, 336.1e6])
    #expect(table.rows[3][2].text == "" && table.rows[4][0].text == "takeover")
  }
}
