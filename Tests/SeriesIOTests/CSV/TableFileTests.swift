import Series
import SeriesIO
import Testing

@Suite("Tables with any rows")
struct TableFileTests {
  private func table(_ text: String, columns: [String] = []) throws -> (names: [String], rows: [TableFile.Row]) {
    try withTemporaryFolder { folder in
      try TextFile.write(text, to: folder + "/t.csv")
      let table = try TableFile(path: folder + "/t.csv", columns: columns)
      var rows: [TableFile.Row] = []
      while let row = try table.next() { rows.append(row) }
      return (table.columnNames, rows)
    }
  }

  @Test("Cells are found by the name of their column; of two columns with the same name the first counts")
  func cells() throws {
    let (names, rows) = try table("name;value;name\n\"a;b\";1.5;c\nd;;e\n", columns: ["value", "name"])
    #expect(names == ["name", "value", "name"])
    #expect(rows.map { $0["name"] } == ["a;b", "d"] && rows[0]["none"] == nil)
    #expect(try rows.map { try $0.number("value") } == [1.5, nil])
    #expect(try rows[0].number("none") == nil)
    #expect(rows[1].place("value").line == 3 && rows[1].place("value").column == "value")
  }

  @Test("A header alone is a table without rows; nothing at all is an error")
  func empty() throws {
    #expect(try table("name,value\n", columns: ["name"]).rows.isEmpty)
    #expect(throws: SeriesIOError.self) { try table("") }
  }

  @Test("Rows of several lines, blank lines and carriage returns know their lines")
  func lines() throws {
    let rows = try table("name,value\r\n\r\n\"a\nb\",1\r\nc,2\r\nd,3").rows
    #expect(rows.map { $0["name"] } == ["a\nb", "c", "d"])
    #expect(rows.map { $0.place("name").line } == [3, 5, 6])
    #expect(try table("name,value\ra,1\r\rb,2\r").rows.map { $0.place("name").line } == [2, 4])
    #expect(throws: SeriesIOError.self) { try table("name,value\na,1\rb,2\n") }
  }

  @Test("Errors name a word given for a number, a missing column, and a row of another length with its line")
  func errors() throws {
    let rows = try table("name,value\na,x\n").rows
    let word = #expect(throws: SeriesIOError.self) { try rows[0].number("value") }
    #expect(word?.description.contains("t.csv:2: column `value`: \"x\" is not a number") == true)
    let missing = #expect(throws: SeriesIOError.self) { try table("name,value\na,1\n", columns: ["values"]) }
    #expect(
      missing?.description.contains("there is no column `values`; the columns are `name`, `value`. Did you") == true)
    #expect(throws: SeriesIOError.self) { try TableFile(path: "/nowhere/t.csv", columns: []) }
    let ragged = #expect(throws: SeriesIOError.self) { try table("name,value\na,1\nb\n") }
    #expect(ragged?.description.contains("t.csv:3: the row has 1 cell") == true)
  }
}
