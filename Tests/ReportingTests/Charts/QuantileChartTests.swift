import ChurnForecast
import Foundation
import Testing

@Suite("Charts of quantiles")
struct QuantileChartTests {
  @Test("Residuals of any size are drawn", arguments: [0, .leastNonzeroMagnitude, 1e200, -1e308, .infinity])
  func extremes(residual: Double) {
    let chart = QuantileChart(
      title: "q", description: "d", points: [(-1.2, residual), (0, 0.001), (1.2, 1e308)], sigma: 1e-3)
    #expect(chart.drawn(width: 840).elements.contains("circle"))
  }

  @Test("One point per residual; the table has percentages")
  func points() {
    let chart = QuantileChart(
      title: "q", description: "d", points: [(-1.2, -0.02), (0, 0.001), (1.2, 0.03)], sigma: 0.02)
    #expect(chart.drawn(width: 840).elements.components(separatedBy: "<circle class=\"f1 soft\"").count == 4)
    #expect(chart.table.rows.map { $0[1].text } == ["−2.00 %", "0.10 %", "3.00 %"])
    #expect(chart.table.rows.map { $0[0].value } == [-1.2, 0, 1.2])
  }
}
