import Series
import SeriesIO
import Testing

@Suite("Panels of unusual size and line ends")
struct HostilePanelTests {
  private static func rows(_ name: String) -> [String] {
    (1...6).map { "\(name),2020-0\($0),\(100 + $0),\($0)" }
  }

  private static let lines = ["series,month,mau,x"] + rows("a") + rows("\"b\"") + rows("c")

  @Test(
    "Rows may end with a line feed, a carriage return as the header does, or both; series and lines are the same",
    arguments: [1, 7, 4096], [false, true])
  func lineEnds(size: Int, sorted: Bool) throws {
    let expected = try decoded(panel(Self.lines.joined(separator: "\n") + "\n", sorted: sorted))
    #expect(expected.map(\.name) == ["a", "b", "c"] && expected.allSatisfy { $0.error == nil })
    for ends in [["\r"], ["\r\n"], ["\r\n", "\n"], ["\n", "\r\n"], ["\r", "\r\n", "\n"]] {
      let text = Self.lines.enumerated().map { $1 + ends[$0 % ends.count] }.joined()
      for text in [text, String(text.unicodeScalars.dropLast())] {
        let found = try decoded(panel(text, size: size, sorted: sorted))
        #expect(found == expected, "\(ends)")
      }
    }
  }

  @Test("A carriage return inside quotation marks ends no row")
  func quotedReturns() throws {
    let text = "series,month,mau,x\n\"a\rb\",2020-01,1,1\n\"a\rb\",2020-02,2,2\n\"a\nb\",2020-01,3,3\n"
    for size in [1, 4096] {
      let series = try decoded(panel(text, size: size))
      #expect(series.map(\.name) == ["a\rb", "a\nb"] && series.map(\.mau.count) == [2, 1])
      #expect(series[1].lines == [4])
    }
  }

  @Test(
    "A carriage return within a line is a fault of that series alone, whatever it cuts off", arguments: [1, 4096],
    [false, true])
  func splitLines(size: Int, sorted: Bool) throws {
    for fault in ["bb,2020-01,1\r0,1", "bb,2020-01,1,1\rzz,2020-01,2,1", "bb,2020-01,1,\r1", "b\rb,2020-01,1,1"] {
      let text = (["series,month,mau,x"] + Self.rows("a") + [fault] + Self.rows("c")).map { $0 + "\n" }.joined()
      let series = try decoded(panel(text, size: size, sorted: sorted))
      #expect(series.count == 3 && series.filter { $0.error == nil }.map(\.name) == ["a", "c"], "\(fault)")
      #expect(series[1].error?.description.hasPrefix("panel.csv:") == true)
    }
  }

  /// Around the sizes of buffers.
  private static let widths = [0, 1, 1 << 16, (1 << 18) - 30, 1 << 18, 300_000, (1 << 19) + 1, 600_000, (1 << 20) - 40]

  @Test("A header of any length up to that of the longest line is read, sorted or not", arguments: widths)
  func wideHeaders(width: Int) throws {
    let text =
      "series,month,mau,x,\"" + String(repeating: "w", count: width) + "\"\n"
      + (Self.rows("b") + Self.rows("a")).map { $0 + ",\n" }.joined()
    let plain = try decoded(panel(text, size: 1 << 17))
    let sorted = try decoded(panel(text, size: 1 << 17, sorted: true, runBytes: 100))
    #expect(plain.map(\.name) == ["b", "a"] && plain.allSatisfy { $0.error == nil && $0.mau.count == 6 })
    #expect(sorted.sorted { $0.name > $1.name } == plain)
  }

  @Test("A longer header is refused in the same words")
  func endlessHeader() {
    let text = "series,month,mau,x," + String(repeating: "w", count: 1 << 20) + "\na,2020-01,1,1,\n"
    for sorted in [false, true] {
      #expect(throws: SeriesIOError.lineTooLong(file: "panel.csv", line: 1, limit: 1 << 20)) {
        try panel(text, sorted: sorted)
      }
    }
  }

  @Test("Rows of any length concern their own series alone, sorted or not", arguments: widths + [1 << 20, 3 << 20])
  func longRows(width: Int) throws {
    let blanks = String(repeating: " ", count: width)
    let text =
      "series,month,mau,x\n"
      + (Self.rows("a") + ["bb,2020-01,\(blanks)5,1"] + Self.rows("c")).map { $0 + "\r\n" }.joined()
    let isTooLong = width >= 1 << 20
    for sorted in [false, true] {
      let series = try decoded(panel(text, size: 1 << 16, sorted: sorted, runBytes: 1 << 22))
      #expect(series.map(\.name) == ["a", "bb", "c"])
      #expect(series[0].mau.count == 6 && series[2].mau.count == 6 && series[2].lines == Array(9...14))
      #expect(
        series[1].error == (isTooLong ? .lineTooLong(file: "panel.csv", line: 8, limit: 1 << 20) : nil))
      if !isTooLong { #expect(series[1].mau == [5]) }
    }
  }

  @Test("The last row may be too long and lack its line end")
  func longLastRow() throws {
    let text = "series,month,mau,x\na,2020-01,1,1\nb,2020-01," + String(repeating: "5", count: 2 << 20)
    for sorted in [false, true] {
      let series = try decoded(panel(text, size: 1 << 18, sorted: sorted))
      #expect(series.map(\.name) == ["a", "b"] && series[0].error == nil)
      #expect(series[1].error == .lineTooLong(file: "panel.csv", line: 3, limit: 1 << 20))
    }
  }

  @Test("A name of up to 65,536 bytes is a name", arguments: [1, 255, 1 << 16, (1 << 16) + 1])
  func longNames(count: Int) throws {
    let name = String(repeating: "n", count: count)
    let series = try decoded(panel("series,month,mau,x\n\(name),2020-01,1,1\nb,2020-01,1,1\n"))
    let place = CellPlace(file: "panel.csv", line: 2, column: "series")
    #expect(series[0].error == (count > 1 << 16 ? .nameTooLong(place, limit: 1 << 16) : nil))
    #expect(series[1].name == "b" && series[1].error == nil)
  }

  @Test("One column cannot be two things")
  func sharedColumns() throws {
    let reader = try panel("series,month,mau,x\na,2020-01,1,1\n", series: "month")
    #expect(
      throws: SeriesIOError.sharedColumn(
        "month", file: "panel.csv", uses: ["the name of the series", "the month"], options: ["--series", "--month"])
    ) { try PanelLayout(reader, mau: "mau", drivers: []) }
    let users = try panel("series,month,mau,x\na,2020-01,1,1\n", series: "mau")
    let error = #expect(throws: SeriesIOError.self) { try PanelLayout(users, mau: "mau", drivers: []) }
    #expect(
      error?.description
        == "panel.csv: the column `mau` cannot be the name of the series and the users at once. Name another by --series or --mau."
    )
    let plain = try panel("series,month,mau,x\na,2020-01,1,1\n")
    #expect(throws: SeriesIOError.self) { try PanelLayout(plain, mau: "mau", drivers: ["mau"]) }
    #expect(throws: SeriesIOError.self) { try PanelLayout(plain, month: "month", mau: "month", drivers: []) }
  }
}
