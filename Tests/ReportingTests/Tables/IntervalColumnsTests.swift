import ChurnForecast
import Testing

@Suite("Columns of intervals")
struct IntervalColumnsTests {
  @Test("Names follow the coverages")
  func names() {
    #expect(IntervalColumns.names([0.8, 0.975]) == ["median", "lower80", "upper80", "lower97.5", "upper97.5"])
    #expect(IntervalColumns.names([]) == ["median"])
    #expect(IntervalColumns.columns([0.5], title: "users").map(\.title) == ["users", "50 % interval"])
    #expect(IntervalColumns.columns([0.5, 0.8]).flatMap(\.csv) == IntervalColumns.names([0.5, 0.8]))
  }

  @Test("People who are not shown intervals still see the median")
  func people() {
    let columns = IntervalColumns.columns([0.8], for: [])
    #expect(columns.map { $0.isSeen(by: .text) } == [true, false] && columns.allSatisfy { $0.isSeen(by: .csv) })
  }

  @Test("One row per month")
  func table() {
    let month = Month(year: 2024, month: 1)
    let table = IntervalColumns.table(
      [0.8], [(month, 1000.4, [ForecastInterval(coverage: 0.8, lower: 900.2, upper: 1100.7)])])
    #expect(
      table.records == [
        ["month": .month(month), "median": .users(1000.4), "lower80": .users(900.2), "upper80": .users(1100.7)]
      ])
  }
}
