import Series
import SeriesIO
import Testing

/// A panel whose bytes come in pieces of a size.
private func panel(_ text: String, size: Int, sorted: Bool = false, runBytes: Int = 1 << 20) throws -> PanelReader {
  var rest = Array(text.utf8)[...]
  return try PanelReader(file: "panel.csv", series: "series", sorted: sorted, runBytes: runBytes) {
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

@Suite("Panels")
struct PanelReaderTests {
  private static let text =
    "\u{FEFF}x;\"series\";month;mau\n" + "1;a;2020-01;10\n" + "2; a ;2020-02-29;\n" + "3.5;\"a\";2020Q1;12\n" + "\n"
    + "4;\"b \"\"quoted\"\"\";2020-01;20\r\n" + "5;\"two\nlines\";2020-01;30\n" + "6;\"two\nlines\";2020-02;31\n"
    + "7;c\"d;2020-01;1\n" + "8;e;2020-01;1\n" + "9;e;2020-02;2"

  /// Name, months, users and driver of every series, or what is wrong with it.
  private func series(_ reader: PanelReader) throws -> [String] {
    let decoder = PanelDecoder(try PanelLayout(reader, mau: "mau", drivers: ["x"]))
    var result: [String] = []
    while let block = try reader.next() {
      for index in block.series.indices {
        do {
          try decoder.decode(index, of: block)
          let (mau, drivers) = decoder.columns(of: index, in: block)
          let cells = zip(mau.values, drivers[0].values).map {
            "\($0.map { "\($0)" } ?? "–")/\($1.map { "\($0)" } ?? "–")"
          }
          result.append(
            "\(decoder.name)@\(mau.place(of: mau.first).line ?? 0): \(mau.first) \(cells.joined(separator: " "))")
        } catch { result.append("\(error)") }
      }
    }
    return result
  }

  @Test(
    "Quotation marks, line breaks, blanks and short lines, in pieces of any size", arguments: [1, 2, 3, 7, 64, 4096])
  func pieces(size: Int) throws {
    let found = try series(panel(Self.text, size: size))
    #expect(
      found == [
        "a@2: 2020-01 10.0/1.0 –/2.0 12.0/3.5", "b \"quoted\"@6: 2020-01 20.0/4.0",
        "two\nlines@7: 2020-01 30.0/5.0 31.0/6.0",
        "panel.csv:11: a quotation mark stands inside a cell or is never closed. Quote whole cells, and double quotation "
          + "marks inside them (\"\").", "e@12: 2020-01 1.0/8.0 2.0/9.0",
      ])
  }

  @Test("A quotation that is never closed costs its own series only")
  func unclosed() throws {
    let text = "series,month,mau,x\na,2020-01,1,1\nb,2020-01,\"1,1\nb,2020-02,1,1\nc,2020-01,1,1\n"
    let found = try series(panel(text, size: 50))
    #expect(
      found.count == 3 && found[0].hasPrefix("a@2") && found[1].hasPrefix("panel.csv:3: a quotation")
        && found[2].hasPrefix("c@5"))
  }

  @Test(
    "Sorted in runs of any size, rows of a series keep their order and their lines", arguments: [1, 60, 1000, 1 << 20])
  func sorting(runBytes: Int) throws {
    var text = "month,series,mau,x\n"
    for row in 0..<200 { text += "\(2000 + row / 20)-0\(row / 20 % 9 + 1),s\(row * 7 % 20),\(row + 1),\(row)\n" }
    let found = try series(panel(text, size: 100, sorted: true, runBytes: runBytes))
    #expect(found.count == 20)
    #expect(found.map { String($0.prefix { $0 != "@" }) } == (0..<20).map { "s\($0)" }.sorted())
    let first = try #require(found.first)
    #expect(first.hasPrefix("s0@2: 2000-01 1.0/0.0 "))
    #expect(first.split(separator: " ").filter { $0.contains("/") && $0 != "–/–" }.count == 10)
  }

  @Test("A series that comes back is found, a blank name is not taken for one")
  func scattered() throws {
    let text = "series,month,mau,x\na,2020-01,1,1\nb,2020-01,1,1\na,2020-02,1,1\n"
    #expect(
      throws: SeriesIOError.scatteredSeries(CellPlace(file: "panel.csv", line: 4, column: "series"), name: "a")
    ) { try series(panel(text, size: 4096)) }
    let blank = "series,month,mau,x\n,2020-01,1,1\nb,2020-01,1,1\n,2020-02,1,1\n"
    let found = try series(panel(blank, size: 4096))
    #expect(found.map { $0.prefix(12) } == ["panel.csv:2:", "b@3: 2020-01", "panel.csv:4:"])
  }

  @Test("A name between quotation marks keeps its blanks and separators, another has none")
  func quotedNames() throws {
    let blanks = "series,month,mau,x\n\" a\",2020-01,1,1\n a,2020-02,1,1\n"
    #expect(try series(panel(blanks, size: 4096)).map { $0.prefix(3) } == [" a@", "a@3"])
    let separators = "series,month,mau,x\n\"a,2020-01\",2020-01,1,1\na,2020-01,1,1\n"
    #expect(try series(panel(separators, size: 4096)).map { $0.prefix(3) } == ["a,2", "a@3"])
    // The third row is a series of its own, and broken; it and the fourth only look like the name with a line break.
    let breaks = "series,month,mau,x\n\"a\nb\",2020-01,1,1\na\nb,2020-02,1,1\n"
    let found = try series(panel(breaks, size: 4096)).map { String($0.prefix(12)) }
    #expect(found == ["a\nb@2: 2020-", "panel.csv:4:", "b@5: 2020-02"])
  }

  @Test("A series without end is cut and refused, and the memory with it")
  func tooLong() throws {
    let row = "a,2020-01,1," + String(repeating: "1", count: 10_000) + "\n"
    let text = "series,month,mau,x\n" + String(repeating: row, count: 2000) + "b,2020-01,1,1\n"
    let reader = try panel(text, size: 1 << 18)
    let block = try #require(try reader.next())
    #expect(block.series[0].isTooLong && block.count <= PanelReader.longestSeries + 10_020)
    let last = try reader.next() ?? block
    #expect(last.series.count == 1 || last.series.count == 2)
  }

  @Test("A hundred thousand names are told apart, and the first is known again at the end")
  func manyNames() throws {
    let text = "series,month,mau,x\n" + (0..<100_000).map { "series\($0),2020-01,1,1\n" }.joined()
    let reader = try panel(text + "series0,2020-02,1,1\n", size: 1 << 16)
    var count = 0
    let error = #expect(throws: SeriesIOError.self) {
      while let block = try reader.next() { count += block.series.count }
    }
    #expect(count > 99_000)
    #expect(
      error == .scatteredSeries(CellPlace(file: "panel.csv", line: 100_002, column: "series"), name: "series0"))
  }
}
