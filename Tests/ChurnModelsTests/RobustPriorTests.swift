import ChurnForecast
import TestSupport
import Testing

@Suite("Robust weights and what is known beforehand")
struct RobustPriorTests {
  @Test(
    "A prior and Shiller lags have rows of their own, which no robust weight can judge: refused, not a trap",
    arguments: [
      "{outages: {prior: {mean: 0, sd: 0.01}}}", "{outages: {transform: shiller, months: 0...6, deviation: 0.02}}",
      "{other: {}, outages: {prior: {mean: 0.1, sd: 1}}}",
    ])
  func refused(drivers: String) throws {
    let first = Month(year: 2015, month: 1)
    func column(_ name: String, _ value: (Int) -> Int) -> MonthlyColumn {
      let values: [Double?] = (0..<60).map { month in Double(value(month)) }
      return MonthlyColumn(name: name, first: first, values: values)
    }
    let columns = [column("outages") { $0 * 7 % 5 }, column("other") { $0 * 8 % 5 }]
    let mau = column("mau") { 1000 + 10 * $0 + $0 * 13 % 7 }
    for robust in ["huber", "tukey"] {
      let specification = try ModelSpecification(file: "m.yaml", text: "robust: \(robust)\ndrivers: \(drivers)\n")
      let error = #expect(throws: ChurnModelError.self) {
        try NetGrowth(specification).fit(MonthlyTable(mau: mau, drivers: columns))
      }
      #expect(error?.description.contains("(`") == true && error?.description.contains("`robust` none") == true)
    }
  }
}
