import Series
import SeriesIO
import Testing

@Suite("Sorted rows of panels")
struct SortedRowsTests {
  /// Names that share their first eight bytes, or are the beginning of one another, or are not ASCII.
  private static let names = [
    "commonname", "b", "commonname10", "commonname2", "ünï", "commonname1", "a", "commonna", "commonnameZ", "\"q,\"",
  ]

  /// Rows of all names in turn, the latest month first, with the number of the row as driver.
  private static func text(_ count: Int) -> String {
    "month,series,mau,x\n"
      + (0..<count).map { row in
        let month = Month(year: 2030, month: 1).advanced(by: -row)
        return "\(month),\(names[(row * 7 + row / 10) % names.count]),\(row + 1),\(row)\n"
      }.joined()
  }

  @Test(
    "Rows of a series keep their order and lines from the file, in runs of any size",
    arguments: [1, 40, 90, 1000, 7000, 1 << 20])
  func order(runBytes: Int) throws {
    let series = try decoded(panel(Self.text(500), size: 100, sorted: true, runBytes: runBytes))
    let names = Self.names.map { $0.replacing("\"", with: "") }
    // In the order of their bytes.
    #expect(series.map(\.name) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(series.reduce(0) { $0 + $1.x.count } == 500)
    for one in series {
      let rows = (0..<500).filter { names[($0 * 7 + $0 / 10) % names.count] == one.name }
      #expect(one.x == rows.map(Double.init), "\(one.name) in runs of \(runBytes)")
      #expect(one.lines == rows.map { $0 + 2 })
      #expect(one.months == rows.map { Month(year: 2030, month: 1).advanced(by: -$0) })
    }
  }

  @Test("A sorted panel stays unchanged, and the last row needs no line feed")
  func sortedAlready() throws {
    let text = "series;month;mau;x\na;2020-01;1;1\na;2020-02;2;2\nb;2020-01;3;3"
    for runBytes in [1, 1 << 20] {
      let found = try decoded(panel(text, sorted: true, runBytes: runBytes))
      #expect(try found == decoded(panel(text)))
    }
  }

  @Test("Malformed rows are sorted with their series and rejected there")
  func broken() throws {
    let text = "series,month,mau,x\nb,2020-01,1,1\na,2020-01,1\nb,2020-02,many,1\na,2020-02,1,1\nc,2020-01,1,1\n"
    let series = try decoded(panel(text, sorted: true, runBytes: 1))
    #expect(
      series.map(\.error) == [
        .raggedRow(file: "panel.csv", line: 3, cells: 3, expected: 4),
        .badUsers(CellPlace(file: "panel.csv", line: 4, column: "mau"), value: "many"), nil,
      ])
  }

  @Test("Quoted line breaks stay inside their rows, and lines are those of the file")
  func quotedLines() throws {
    let text =
      "note,series,month,mau,x\n\"1\n2\",b,2020-01,1,1\nq,a,2020-01,2,2\n\"3\n\n4\",b,2020-02,3,3\n,a,2020-02,4,4\n"
    let series = try decoded(panel(text, size: 5, sorted: true, runBytes: 1))
    #expect(series.map(\.name) == ["a", "b"])
    #expect(series.map(\.lines) == [[4, 8], [2, 5]])
    #expect(series.map(\.mau) == [[2, 4], [1, 3]])
  }

  @Test("Input that is not a panel is rejected before anything is sorted")
  func refusals() {
    #expect(throws: SeriesIOError.noSuchColumn("series", files: ["panel.csv"], columns: ["month", "mau"])) {
      try panel("month,mau\n2020-01,1\n", sorted: true)
    }
    #expect(throws: SeriesIOError.noRows(file: "panel.csv", hasHeader: false)) { try panel("", sorted: true) }
  }

  @Test("Runs may have more bytes than are read at once", arguments: [200_000, 1 << 20])
  func largeRuns(runBytes: Int) throws {
    let series = try decoded(panel(Self.text(9000), size: 1 << 16, sorted: true, runBytes: runBytes))
    #expect(series.count == Self.names.count && series.reduce(0) { $0 + $1.x.count } == 9000)
    for one in series { #expect(zip(one.x, one.x.dropFirst()).allSatisfy { $0 ?? 0 < $1 ?? 0 }) }
  }
}
