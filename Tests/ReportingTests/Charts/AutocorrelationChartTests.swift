import ChurnForecast
import Foundation
import Testing

@Suite("Charts of autocorrelations")
struct AutocorrelationChartTests {
  private let chart = AutocorrelationChart(
    title: "lags", description: "d", correlations: [0.5, -0.1, 0.2, -0.6], band: 0.25)

  @Test("Lags outside the band have a colour of their own")
  func drawing() {
    let elements = chart.drawn(width: 840).elements
    #expect(elements.components(separatedBy: "<circle class=\"f2\"").count == 3)
    #expect(elements.components(separatedBy: "<circle class=\"f1\"").count == 3)
    #expect(elements.contains("<title>lag 4: −0.600</title>"))
  }

  @Test("Lags are counted from one")
  func table() {
    #expect(chart.table.rows.map { $0[0].text } == ["1", "2", "3", "4"])
    #expect(chart.table.rows.map { $0[1].value } == [0.5, -0.1, 0.2, -0.6])
  }
}
