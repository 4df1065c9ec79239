import Series
import SeriesIO
import Testing

@Suite("Decoder of panels")
struct PanelDecoderTests {
  private static func place(_ line: Int, _ column: String) -> CellPlace {
    CellPlace(file: "panel.csv", line: line, column: column)
  }

  @Test(
    "A bad row is reported with its place, and the next series is read normally",
    arguments: [
      ("2020-02,6", .raggedRow(file: "panel.csv", line: 3, cells: 3, expected: 4)),
      ("2020-02,6,1,1", .raggedRow(file: "panel.csv", line: 3, cells: 5, expected: 4)),
      // A row of another length has its cells in the wrong places: its length is reported, not their contents.
      ("soon,6", .raggedRow(file: "panel.csv", line: 3, cells: 3, expected: 4)),
      ("2020-13,6,1", .badMonth(place(3, "month"), value: "2020-13")),
      ("2020-00,6,1", .badMonth(place(3, "month"), value: "2020-00")),
      ("20-02-01,6,1", .badMonth(place(3, "month"), value: "20-02-01")),
      ("202a-02,6,1", .badMonth(place(3, "month"), value: "202a-02")),
      ("2020-2x,6,1", .badMonth(place(3, "month"), value: "2020-2x")),
      ("2020/02,6,1", .badMonth(place(3, "month"), value: "2020/02")),
      (",6,1", .badMonth(place(3, "month"), value: "")),
      ("2020-02,0,1", .badUsers(place(3, "mau"), value: "0")),
      ("2020-02,-1,1", .badUsers(place(3, "mau"), value: "-1")),
      ("2020-02,many,1", .badUsers(place(3, "mau"), value: "many")),
      ("2020-02,6,inf", .badNumber(place(3, "x"), value: "inf")),
      // The first problem is reported.
      ("2020-02,many,inf", .badUsers(place(3, "mau"), value: "many")),
      ("2020-02,6,\"1", .badQuotes(file: "panel.csv", line: 3)),
      ("2020-02,6,1\"", .badQuotes(file: "panel.csv", line: 3)),
      (
        "2020-01,6,1",
        .repeatedMonth(place(3, "month"), value: "2020-01", month: Month(year: 2020, month: 1), earlierLine: 2)
      ),
      (
        "2020-01-31,6,1",
        .repeatedMonth(place(3, "month"), value: "2020-01", month: Month(year: 2020, month: 1), earlierLine: 2)
      ),
    ] as [(String, SeriesIOError)])
  func errors(row: String, error: SeriesIOError) throws {
    let series = try decoded(
      panel("series,month,mau,x\na,2020-01,5,1\na,\(row)\nb,2020-01,7,2\nb,2020-02,8,3\n"))
    #expect(series.map(\.name) == ["a", "b"])
    #expect(series.map(\.error) == [error, nil])
    #expect(series[1].mau == [7, 8] && series[1].x == [2, 3] && series[1].lines == [4, 5])
  }

  @Test("Bytes that are not text are reported as such, in every column that is read")
  func notText() throws {
    let parts: [[[UInt8]]] = [
      [Array("a,2020-02,6,".utf8), []], [Array("a,2020-02,".utf8), Array(",1".utf8)],
      [Array("a,20".utf8), Array("20-02,6,1".utf8)], [Array("a".utf8), Array(",2020-02,6,1".utf8)],
    ]
    for part in parts {
      // A byte that never occurs in UTF-8.
      let row = part[0] + [0xFF] + part[1]
      let series = try decoded(
        panel(Array("series,month,mau,x\n".utf8) + row + Array("\nb,2020-01,7,2\n".utf8)))
      #expect(
        series.map(\.error)
          == [.notText(file: "panel.csv", line: 2, reason: "the line is not UTF-8 text"), nil])
    }
  }

  @Test("Rows need no order: months and values keep theirs, the table has them by month, with gaps")
  func order() throws {
    let text = "series,month,mau,x\na,2020-05,6,2\na,2020-01,5,\na,2020Q1,,3\na,2019,4,1\n"
    let reader = try panel(text)
    let decoder = PanelDecoder(try PanelLayout(reader, mau: "mau", drivers: ["x"]))
    let block = try #require(try reader.next())
    try decoder.decode(0, of: block)
    #expect(decoder.months.map { Month(ordinal: $0).description } == ["2020-05", "2020-01", "2020-03", "2019-12"])
    let (mau, drivers) = decoder.columns(of: 0, in: block)
    #expect(mau.first == Month(year: 2019, month: 12) && mau.name == "mau" && drivers[0].name == "x")
    #expect(mau.values == [4, 5, nil, nil, nil, 6])
    #expect(drivers[0].values == [1, nil, nil, 3, nil, 2])
    #expect(mau.lines == [5, 3, nil, 4, nil, 2])
  }

  @Test("A blank name is rejected with its line")
  func nameless() throws {
    let series = try decoded(panel("month,series,mau,x\n2020-01,,1,1\n2020-01,\"\",1,1\n2020-01,b,1,1\n"))
    #expect(series.map(\.name) == ["", "b"])
    #expect(series[0].error == .namelessSeries(Self.place(2, "series")))
  }

  @Test("The same storage serves series of any length, one after another")
  func storage() throws {
    var text = "series,month,mau,x\n"
    for (index, count) in [30, 1, 12, 0, 7].enumerated() {
      for row in 0..<count { text += "s\(index),\(2000 + row)-01,\(row + 1),\(index)\n" }
    }
    let series = try decoded(panel(text))
    #expect(series.map(\.months.count) == [30, 1, 12, 7])
    #expect(series[2].mau == (1...12).map(Double.init) && series[3].x == [4, 4, 4, 4, 4, 4, 4])
  }
}
