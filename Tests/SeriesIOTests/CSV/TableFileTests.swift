import Series
import SeriesIO
import Testing

@Suite("Tables with any rows")
struct TableFileTests {
  private func table(_ text: String, columns: [String] = []) throws -> TableFile? {
    try withTemporaryFolder { folder in
      try TextFile.write(text, to: folder + "/t.csv")
      return try TableFile(path: folder + "/t.csv", columns: columns)
    }
  }

  @Test("Cells are found by the name of their column; of two columns with the same name the first counts")
  func cells() throws {
    let table = try #require(try table("name;value;name\n\"a;b\";1.5;c\nd;;e\n", columns: ["value", "name"]))
    #expect(table.columnNames == ["name", "value", "name"])
    let rows = Array(table.rows)
    #expect(rows.map { $0["name"] } == ["a;b", "d"] && rows[0]["none"] == nil)
    #expect(try rows.map { try $0.number("value") } == [1.5, nil])
    #expect(try rows[0].number("none") == nil)
    #expect(rows[1].place("value").line == 3 && rows[1].place("value").column == "value")
  }

  @Test("A header alone gives nil, not an error")
  func empty() throws {
    #expect(try table("name,value\n", columns: ["name"]) == nil)
    #expect(throws: SeriesIOError.self) { try table("") }
  }

  @Test("Errors name a word given for a number, and a missing column")
  func errors() throws {
    let rows = Array(try #require(try table("name,value\na,x\n")).rows)
    let word = #expect(throws: SeriesIOError.self) { try rows[0].number("value") }
    #expect(word?.description.contains("t.csv:2: column `value`: \"x\" is not a number") == true)
    let missing = #expect(throws: SeriesIOError.self) { try table("name,value\na,1\n", columns: ["values"]) }
    #expect(
      missing?.description.contains("there is no column `values`; the columns are `name`, `value`. Did you") == true)
    #expect(throws: SeriesIOError.self) { try TableFile(path: "/nowhere/t.csv", columns: []) }
  }
}
