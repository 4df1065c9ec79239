import Series
import SeriesIO
import Testing

/// Reads a text as if it were a file called data.csv.
func file(_ text: String) throws -> SeriesFile { try SeriesFile(name: "data.csv", bytes: Array(text.utf8)) }

/// The values of the column `mau` in a text.
private func values(_ text: String) throws -> [Double?] {
  try file(text).column("mau", content: .users).values
}

@Suite("CSV")
struct CSVDocumentTests {
  @Test(
    "Separators, line ends, quotes, a byte-order mark, column order and extra columns do not matter",
    arguments: [
      "month,mau\n2020-01,5\n2020-02,6\n", "month;mau\r\n2020-01;5\r\n2020-02;6",
      "month\tmau\r2020-01\t5\r2020-02\t6\r",
      "\u{FEFF}month,mau\n2020-01,5\n2020-02,6\n", "mau,note,month\n6,\"a, \"\"b\"\"\nc\",2020-02\n5,,2020-01\n",
      "\"month\",\"mau\"\n\n\"2020-01\",\"5\"\n   \n2020-02,  6  \n",
      "\"a,b,c\";month;mau\n1;2020-01;5.0\n2;2020-02;6e0\n",
      "\n\r\nmonth;mau\n2020-01;5\n2020-02;6\n", "date,mau\n2020-01-31,5\n2020-02-29,+6\n",
    ])
  func dialects(text: String) throws {
    #expect(try values(text) == [5, 6])
  }

  @Test("Blank cells and absent months are not observed; quarters and years count as their last month")
  func sparse() throws {
    #expect(try values("month,mau\n2020-01,5\n2020-02,\n2020-04,7\n") == [5, nil, nil, 7])
    #expect(try values("quarter,mau\n2020-Q1,5\n2020-Q2,6\n") == [5, nil, nil, 6])
    let yearly = try file("year,mau\n2021,6\n2020,5\n").column("mau", content: .users)
    #expect(yearly.observedMonths == [Month(year: 2020, month: 12), Month(year: 2021, month: 12)])
  }

  @Test("Line numbers are those of the file, also after quoted line breaks")
  func lines() throws {
    let column = try file("month,note,mau\n2020-01,\"two\nlines\",5\n\n2020-02,,6\n").column("mau", content: .users)
    #expect(column.lines == [2, 5])
  }

  @Test("Text that is not a table is rejected with its line")
  func refusals() {
    func expect(_ text: String, _ error: SeriesIOError) {
      #expect(throws: error) { try file(text) }
    }
    expect("", .noRows(file: "data.csv", hasHeader: false))
    expect("\n\n", .noRows(file: "data.csv", hasHeader: false))
    expect("month,mau\n", .noRows(file: "data.csv", hasHeader: true))
    expect("month,mau\n2020-01,5,6\n", .raggedRow(file: "data.csv", line: 2, cells: 3, expected: 2))
    expect("month,mau\n2020-01\n", .raggedRow(file: "data.csv", line: 2, cells: 1, expected: 2))
    expect("month,mau\n2020-01,\"5\n2020-02,6\n", .badQuotes(file: "data.csv", line: 2))
    expect("month,mau\n2020-01,a\"5\n", .badQuotes(file: "data.csv", line: 2))
    expect(
      "month,mau\n2020-01,\0\u{1}\n",
      .notText(file: "data.csv", line: 2, reason: "byte 0 is not text; the file seems to be binary"))
    expect(
      "month,mau\n2020-01," + String(repeating: "1", count: 10_000_000) + "\n",
      .lineTooLong(file: "data.csv", line: 2, limit: 1_048_576))
    #expect(
      throws: SeriesIOError.notText(file: "data.csv", line: 3, reason: "the line is neither UTF-8 nor Windows text")
    ) {
      try SeriesFile(name: "data.csv", bytes: Array("month,mau\n2020-01,5\n2020-02,".utf8) + [0x81, 0x0A])
    }
    #expect(
      throws: SeriesIOError.notText(
        file: "data.csv", line: 1, reason: "the file seems to be UTF-16, but is damaged")
    ) {
      try SeriesFile(name: "data.csv", bytes: [0xFF, 0xFE, 0x6D])
    }
  }
}
