import Series
import SeriesIO
import Testing

@Suite struct SeriesRowsTests {
  /// January, March and February of year 0, with one driver.
  private var rows: SeriesRows {
    var rows = SeriesRows(drivers: 1)
    (rows.months, rows.mau, rows.drivers) = ([0, 2, 1], [10, 12, .nan], [[1, .nan, 2]])
    return rows
  }

  @Test("Rows in any order become columns by month, with the lines where they were read")
  func columns() {
    let (mau, drivers) = rows.columns(("mau", ["x"]), file: "p.csv", lines: [2, 3, 4])
    #expect(mau.values == [10, nil, 12] && mau.name == "mau" && mau.place(of: mau.first).line == 2)
    #expect(drivers[0].values == [1, 2, nil] && drivers[0].place(of: mau.first.advanced(by: 2)).line == 3)
    #expect(rows.columns(("mau", ["x"])).mau.lines.isEmpty)
  }

  @Test("The first month that comes twice is found, ascending or not")
  func repetition() {
    #expect(rows.repetition == nil)
    var twice = rows
    twice.months.append(2)
    #expect(twice.repetition.map { [$0.earlier, $0.later] } == [1, 3])
    twice.months = [5, 5]
    #expect(twice.repetition.map { [$0.earlier, $0.later] } == [0, 1])
  }

  @Test("Later rows add months without figures; of months that are there, they fill what is unknown and change nothing")
  func extend() {
    var extended = rows
    var later = SeriesRows(drivers: 2)
    (later.months, later.drivers) = ([2, 4, 0], [[7, 8, 9], [1, 1, 1]])
    extended.extend(by: later, ["x", "unknown"], among: ["x"])
    #expect(extended.months == [0, 2, 1, 4])
    #expect(extended.columns(("mau", ["x"])).mau.values == [10, nil, 12, nil, nil])
    #expect(extended.columns(("mau", ["x"])).drivers[0].values == [1, 2, 7, nil, 8])
  }
}
