import ChurnForecast
import Testing

@Suite("Simulated series")
struct SimulationReportTests {
  private let table = MonthlyTable(
    mau: MonthlyColumn(name: "mau", first: Month(year: 2024, month: 2), values: [1_000_000.4, nil, 1_000_200.6]),
    drivers: [MonthlyColumn(name: "a,b", first: Month(year: 2024, month: 1), values: [0.5, 1, nil, 2])])

  @Test("One series: months from the first driver onwards, blanks where nothing is published")
  func series() {
    #expect(
      SimulationReport([table]).csv == """
        month,mau,"a,b"
        2024-01,,0.5
        2024-02,1000000,1.0
        2024-03,,
        2024-04,1000201,2.0

        """)
  }

  @Test("A panel names its series")
  func panel() {
    let lines = SimulationReport([table, table]).csv.split(separator: "\n")
    #expect(lines[0] == "series,month,mau,\"a,b\"" && lines.count == 9)
    #expect(lines[1] == "series1,2024-01,,0.5" && lines[8] == "series2,2024-04,1000201,2.0")
    #expect(SimulationReport([]).csv.isEmpty)
  }
}
