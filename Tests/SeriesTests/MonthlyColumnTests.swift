import Foundation
import Series
import Testing

@Suite("Monthly column")
struct MonthlyColumnTests {
  private let march = Month(year: 2020, month: 3)
  private var column: MonthlyColumn {
    MonthlyColumn(
      name: "outages", first: march, values: [1, nil, 3, nil], file: "data.csv", lines: [2, nil, 4, 3])
  }

  @Test("Unknown values are nil, inside and outside the column")
  func lookup() {
    #expect(column[march] == 1)
    #expect(column[march.advanced(by: 1)] == nil)
    #expect(column[march.advanced(by: -1)] == nil)
    #expect(column.observedMonths == [march, march.advanced(by: 2)])
  }

  @Test("A place names file, line and column")
  func place() {
    #expect(column.place(of: march.advanced(by: 2)).description == "data.csv:4: column `outages`")
    #expect(column.place(of: march.advanced(by: 1)).description == "data.csv: column `outages`")
  }

  @Test("A continuation begins after the last known value")
  func continuation() {
    let later = MonthlyColumn(name: "outages", first: march, values: [9, 9, 9, 4, 5], file: "future.csv", lines: [])
    let joined = column.continued(by: later)
    #expect(joined.values == [1, nil, 3, 4, 5])
    #expect(joined.first == march)
  }

  @Test("A continuation has the lines of the later file, and none for what was known before")
  func continuedLines() {
    let later = MonthlyColumn(
      name: "outages", first: march.advanced(by: 2), values: [9, 4, 5], file: "future.csv", lines: [7, 8, 9])
    let joined = column.continued(by: later)
    #expect(joined.values == [1, nil, 3, 4, 5] && joined.lines == [nil, nil, nil, 8, 9])
    #expect(joined.place(of: march.advanced(by: 4)).description == "future.csv:9: column `outages`")
  }

  @Test("Clipping keeps values and lines together")
  func clipping() {
    let clipped = column.clipped(to: march.advanced(by: 2)..<march.advanced(by: 9))
    #expect(clipped.values == [3, nil] && clipped.lines == [4, 3])
    #expect(column.clipped(to: march.advanced(by: 20)..<march.advanced(by: 30)).values.isEmpty)
  }

  private func decoded(_ first: String, _ values: String) throws -> MonthlyColumn {
    let text = "{\"name\": \"x\", \"first\": \"\(first)\", \"values\": [\(values)], \"file\": \"\"}"
    return try JSONDecoder().decode(MonthlyColumn.self, from: Data(text.utf8))
  }

  @Test("A saved column has the numbers and months that a data file may have")
  func saved() throws {
    #expect(try decoded("9999-11", "1, null").months.count == 2)
    for (first, values) in [
      ("9999-11", "1, 2, 3"), ("0000-01", "1, 1e101"), ("2020-01", "null, -1e308"), ("2020-01", "5e-324"),
      ("10000-01", "1"), ("2020-13", "1"),
    ] {
      #expect(throws: DecodingError.self, "\(first) \(values)") { try decoded(first, values) }
    }
  }
}
