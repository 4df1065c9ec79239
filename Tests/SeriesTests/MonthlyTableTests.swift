import Series
import Testing

@Suite("Monthly table")
struct MonthlyTableTests {
  @Test("Restricting MAU leaves the history of drivers unchanged")
  func restriction() {
    let first = Month(year: 2020, month: 1)
    let table = MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: [1, 2, 3, 4]),
      drivers: [MonthlyColumn(name: "x", first: first, values: [5, 6, 7, 8])])
    let restricted = table.restricted(from: first.advanced(by: 1), to: first.advanced(by: 2))
    #expect(restricted.mau.values == [2, 3])
    #expect(restricted.driver("x")?.values == [5, 6, 7, 8])
    #expect(restricted.driver("y") == nil)
    #expect(table.restricted(from: first.advanced(by: 9), to: nil).mau.observedMonths.isEmpty)
  }
}
