import Series
import SeriesIO
import Testing

@Suite("Rows of panels")
struct RowScannerTests {
  private static let expected = [
    DecodedSeries(
      name: "a", months: [Month(year: 2020, month: 1), Month(year: 2020, month: 2)], mau: [5, 6], x: [1, nil],
      lines: [2, 3]),
    DecodedSeries(name: "b", months: [Month(year: 2020, month: 1)], mau: [7], x: [2], lines: [4]),
  ]

  @Test(
    "Line ends, separators, quotation marks, a byte-order mark and the order of columns do not matter",
    arguments: [
      "series,month,mau,x\na,2020-01,5,1\na,2020-02,6,\nb,2020-01,7,2\n",
      "series,month,mau,x\na,2020-01,5,1\na,2020-02,6,\nb,2020-01,7,2",
      "series,month,mau,x\r\na,2020-01,5,1\r\na,2020-02,6,\r\nb,2020-01,7,2\r\n",
      "series;month;mau;x\na;2020-01;5;1\na;2020-02;6;\nb;2020-01;7;2\n",
      "series\tmonth\tmau\tx\na\t2020-01\t5\t1\na\t2020-02\t6\t\nb\t2020-01\t7\t2\n",
      "\u{FEFF}series,month,mau,x\na,2020-01,5,1\na,2020-02,6,\nb,2020-01,7,2\n",
      "\u{FEFF}\"series\",\"month\",\"mau\",\"x\"\n\"a\",\"2020-01\",\"5\",\"1\"\na,2020-02, 6 ,\n b ,2020-01,7,2\n",
      "\"a,b,c\";mau;x;series;month\n1;5;1;a;2020-01\n;6;;a;2020-02\n\"x;\ny\";7;2;b;2020-01\n",
    ])
  func dialects(text: String) throws {
    for size in [1, 5, 4096] { #expect(try decoded(panel(text, size: size)) == Self.expected, "pieces of \(size)") }
  }

  @Test("Blank lines are skipped, but counted")
  func blankLines() throws {
    let text = "\n\r\nseries,month,mau,x\n\na,2020-01,5,1\n\n\na,2020-02,6,\n\nb,2020-01,7,2\n\n"
    let series = try decoded(panel(text, size: 3))
    #expect(series.map(\.lines) == [[5, 8], [10]])
    #expect(series.map(\.mau) == [[5, 6], [7]])
  }

  @Test("A cell may be as long as a table row")
  func longLines() throws {
    let long = String(repeating: "0", count: 900_000) + "1"
    let series = try decoded(panel("series,month,mau,x\na,2020-01,5,\(long)\nb,2020-01,7,2\n", size: 1 << 16))
    #expect(series.map(\.name) == ["a", "b"] && series[0].x == [1] && series[1].lines == [3])
  }

  @Test("A quoted cell may have more lines than a piece of the file")
  func longQuotation() throws {
    let note = String(repeating: "line\n", count: 2000)
    let text = "note,series,month,mau,x\n\"\(note)\",a,2020-01,5,1\nq,\"a\",2020-02,6,2\n"
    for size in [64, 1 << 18] {
      let series = try decoded(panel(text, size: size))
      #expect(series.map(\.mau) == [[5, 6]] && series[0].lines == [2, 2003])
    }
  }

  @Test("A zero byte is not part of a number, a name or a month")
  func zeroBytes() throws {
    let series = try decoded(
      panel("series,month,mau,x\na,2020-01,5,1\0\nb,2020-01\0,5,1\nc,2020-01,\0,1\nd,2020-01,5,1\n"))
    let place = { CellPlace(file: "panel.csv", line: $0, column: $1) }
    #expect(
      series.map(\.error) == [
        .badNumber(place(2, "x"), value: "1\0"), .badMonth(place(3, "month"), value: "2020-01\0"),
        .badUsers(place(4, "mau"), value: "\0"), nil,
      ])
  }

  @Test("A quoted name may be as long as a table row, after short ones and before them", arguments: [1, 4096, 1 << 20])
  func quotedNames(size: Int) throws {
    let counts = size == 1 ? [0, 1, 1000, 2] : [1, 1023, 1024, 0, 1 << 16, (1 << 20) - 100, 3]
    var text = "series,month,mau,x\n"
    for (index, count) in counts.enumerated() {
      text += "\"\(index),\"\"" + String(repeating: "n", count: count) + "\",2020-01,1,1\n"
    }
    let series = try decoded(panel(text, size: size))
    for (index, count) in counts.enumerated() where count <= 1 << 15 {
      #expect(series[index].name == "\(index),\"" + String(repeating: "n", count: count))
    }
    #expect(series.map { $0.error == nil } == counts.map { $0 + 3 <= 1 << 16 })
  }
}
