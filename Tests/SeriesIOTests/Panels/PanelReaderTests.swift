import Series
import SeriesIO
import Testing

@Suite("Panels")
struct PanelReaderTests {
  private static let text =
    "\u{FEFF}x;\"series\";month;mau\n" + "1;a;2020-01;10\n" + "2; a ;2020-02-29;\n" + "3.5;\"a\";2020Q1;12\n" + "\n"
    + "4;\"b \"\"quoted\"\"\";2020-01;20\r\n" + "5;\"two\nlines\";2020-01;30\n" + "6;\"two\nlines\";2020-02;31\n"
    + "7;c\"d;2020-01;1\n" + "8;e;2020-01;1\n" + "9;e;2020-02;2"

  /// Name, months, users and driver of every series, or its error.
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
    "Quotation marks, line breaks, blanks and short lines are read in pieces of any size",
    arguments: [1, 2, 3, 7, 64, 4096])
  func pieces(size: Int) throws {
    let found = try series(panel(Self.text, size: size))
    #expect(
      found == [
        "a@2: 2020-01 10.0/1.0 –/2.0 12.0/3.5", "b \"quoted\"@6: 2020-01 20.0/4.0",
        "two\nlines@7: 2020-01 30.0/5.0 31.0/6.0",
        "panel.csv:11: a quotation mark is inside a cell or is never closed. Quote whole cells, and double quotation "
          + "marks inside them (\"\").", "e@12: 2020-01 1.0/8.0 2.0/9.0",
      ])
  }

  @Test("An unclosed quotation affects only its own series")
  func unclosed() throws {
    let text = "series,month,mau,x\na,2020-01,1,1\nb,2020-01,\"1,1\nb,2020-02,1,1\nc,2020-01,1,1\n"
    let found = try series(panel(text, size: 50))
    #expect(
      found.count == 3 && found[0].hasPrefix("a@2") && found[1].hasPrefix("panel.csv:3: a quotation")
        && found[2].hasPrefix("c@5"))
  }

  @Test("A name whose quotation is never closed affects only the series around it; rows of separators are skipped")
  func unclosedName() throws {
    let text = "series|month|mau|x\na|2020-01|1|1\n\"a|2020-02|1|1\na|2020-03|1|1\nb|2020-01|1|1\n| | |\n|||\n"
    for size in [1, 7, 4096] {
      let found = try series(panel(text, size: size))
      #expect(
        found.count == 2 && found[0].hasPrefix("panel.csv:3: a quotation") && found[1].hasPrefix("b@5"), "\(found)")
    }
  }

  @Test("A series that occurs again is detected; a blank name does not count as one")
  func scattered() throws {
    let text = "series,month,mau,x\na,2020-01,1,1\nb,2020-01,1,1\na,2020-02,1,1\n"
    #expect(
      throws: SeriesIOError.scatteredSeries(CellPlace(file: "panel.csv", line: 4, column: "series"), name: "a")
    ) { try series(panel(text, size: 4096)) }
    let blank = "series,month,mau,x\n,2020-01,1,1\nb,2020-01,1,1\n,2020-02,1,1\n"
    let found = try series(panel(blank, size: 4096))
    #expect(found.map { $0.prefix(12) } == ["panel.csv:2:", "b@3: 2020-01", "panel.csv:4:"])
  }

  @Test("A quoted name keeps its blanks and separators; others have none")
  func quotedNames() throws {
    let blanks = "series,month,mau,x\n\" a\",2020-01,1,1\n a,2020-02,1,1\n"
    #expect(try series(panel(blanks, size: 4096)).map { $0.prefix(3) } == [" a@", "a@3"])
    let trailing = "series,month,mau,x\n\"a \",2020-01,1,1\n\"a\" ,2020-01,1,1\na ,2020-02,\"1\",1\n"
    #expect(try series(panel(trailing, size: 4096)).map { $0.prefix(4) } == ["a @2", "a@3:"])
    let separators = "series,month,mau,x\n\"a,2020-01\",2020-01,1,1\na,2020-01,1,1\n"
    #expect(try series(panel(separators, size: 4096)).map { $0.prefix(3) } == ["a,2", "a@3"])
    // The third row is a series of its own, and broken; it and the fourth only look like the name with a line break.
    let breaks = "series,month,mau,x\n\"a\nb\",2020-01,1,1\na\nb,2020-02,1,1\n"
    let found = try series(panel(breaks, size: 4096)).map { String($0.prefix(12)) }
    #expect(found == ["a\nb@2: 2020-", "panel.csv:4:", "b@5: 2020-02"])
  }

  @Test("An endless series is truncated and rejected, so that memory stays bounded")
  func tooLong() throws {
    let row = "a,2020-01,1," + String(repeating: "1", count: 10_000) + "\n"
    let text = "series,month,mau,x\n" + String(repeating: row, count: 2000) + "b,2020-01,1,1\n"
    let reader = try panel(text, size: 1 << 18)
    let block = try #require(try reader.next())
    #expect(block.series[0].isTooLong && block.count <= PanelReader.longestSeries + 10_020)
    let last = try reader.next() ?? block
    #expect(last.series.count == 1 || last.series.count == 2)
  }

  @Test("A hundred thousand names are distinguished, and the first is recognised at the end")
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

  /// A panel of series with 1 to 4 rows each, and the line of the first row of each.
  private func manyRows(_ count: Int) -> (text: String, lines: [Int]) {
    var text = "series,month,mau,x\n"
    var lines: [Int] = []
    var line = 2
    for index in 0..<count {
      lines.append(line)
      for row in 0...(index % 4) { text += "s\(index),2020-0\(row + 1),\(index + 1),\(row)\n" }
      line += index % 4 + 1
    }
    return (text, lines)
  }

  @Test("Series are complete on both sides of a block boundary, and have the right lines", arguments: [999, 1 << 18])
  func blockBorders(size: Int) throws {
    let (text, lines) = manyRows(1500)
    let reader = try panel(text, size: size)
    var counts: [Int] = []
    while let block = try reader.next() { counts.append(block.series.count) }
    #expect(counts == [512, 512, 476])
    let series = try decoded(panel(text, size: size))
    #expect(series.count == 1500)
    for (index, one) in series.enumerated() {
      #expect(one.error == nil && one.name == "s\(index)")
      #expect(one.x == (0...(index % 4)).map(Double.init))
      #expect(one.lines == (0...(index % 4)).map { lines[index] + $0 })
    }
  }

  @Test("A block ends after the series that reaches its size")
  func blockBytes() throws {
    let row = "2020-01,1," + String(repeating: "0", count: 1000) + "1\n"
    // 100 rows of some 1020 bytes per series: two of them are more than a block needs.
    let text = "series,month,mau,x\n" + (0..<700).map { "s\($0 / 100),\(row)" }.joined()
    let reader = try panel(text)
    var counts: [Int] = []
    while let block = try reader.next() { counts.append(block.series.count) }
    #expect(counts == [2, 2, 2, 1])
  }

  @Test("Input that is not a panel is rejected before a row is read")
  func headers() {
    func expect(_ bytes: [UInt8], _ error: SeriesIOError) {
      #expect(throws: error) { try panel(bytes) }
    }
    expect([], .noRows(file: "panel.csv", hasHeader: false))
    expect(Array("\n\r\n\n".utf8), .noRows(file: "panel.csv", hasHeader: false))
    expect([0xFF, 0xFE, 0x73, 0x00], .notText(file: "panel.csv", line: 1, reason: "the file is UTF-16"))
    expect([0xFE, 0xFF, 0x00, 0x73], .notText(file: "panel.csv", line: 1, reason: "the file is UTF-16"))
    expect(
      Array("name,month,mau\n".utf8),
      .noSuchColumn("series", files: ["panel.csv"], columns: ["name", "month", "mau"]))
    expect(Array("series,month,series\n".utf8), .ambiguousColumn("series", files: ["panel.csv"]))
  }

  @Test("A series that was read is recognised, another is not")
  func seen() throws {
    let reader = try panel("series,month\na,2020-01\nb,2020-01\n")
    let block = try #require(try reader.next())
    #expect(block.series.allSatisfy { reader.hasSeen($0.identity) })
    let other = try #require(try panel("series,month\nc,2020-01\n").next())
    #expect(!reader.hasSeen(other.series[0].identity))
    #expect(
      reader.outOfOrder(block, 1, panel: "users.csv")
        == .futureOutOfOrder(
          CellPlace(file: "panel.csv", line: 3, column: "series"), name: "b", panel: "users.csv"))
  }
}
