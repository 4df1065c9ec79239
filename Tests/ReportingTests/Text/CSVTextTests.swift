import Reporting
import TestSupport
import Testing

@Suite("CSV")
struct CSVTextTests {
  @Test(
    "Cells are quoted where a reader would split or trim them",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), (" a", "\" a\""), ("a ", "\"a \""), ("a|b<c>`d`", "a|b<c>`d`"),
      ("a;b", "a;b"), ("短い", "短い"), ("a,\u{301}b", "\"a,\u{301}b\""), ("a\t", "\"a\t\""),
      ("x\"\u{200D}y", "\"x\"\"\u{200D}y\""),
    ])
  func quoted(cell: String, text: String) { #expect(CSVText.quoted(cell) == text) }

  @Test("A reader of bytes finds the same cells, whatever combines with a comma, a quotation mark or a line break")
  func bytes() throws {
    let cells = HostileText.texts
    let written = CSVText.rows(cells.map { ["before", $0, $0 + $0, "after"] })
    let rows = try #require(CSVBytes.rows(written))
    #expect(rows.count == cells.count)
    for (row, cell) in zip(rows, cells) {
      #expect(row.count == 4 && row[0] == "before" && row[3] == "after", "\(cell.debugDescription)")
      #expect(CSVText.original(row[1]).utf8.elementsEqual(cell.utf8), "\(cell.debugDescription)")
      #expect(CSVText.original(row[2]).utf8.elementsEqual((cell + cell).utf8))
    }
  }

  @Test("Every row ends with a line feed")
  func rows() {
    #expect(CSVText.rows([["a", "b"], ["1", "x,y"]]) == "a,b\n1,\"x,y\"\n")
    #expect(CSVText.rows([["=x", "-5", " =y,"]]) == "'=x,-5,\"' =y,\"\n")
    #expect(CSVText.rows([]).isEmpty)
  }
}
