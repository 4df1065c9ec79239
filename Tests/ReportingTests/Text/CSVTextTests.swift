import Reporting
import Testing

@Suite("CSV")
struct CSVTextTests {
  @Test(
    "Cells are quoted where a reader would split or trim them",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), (" a", "\" a\""), ("a ", "\"a \""), ("a|b<c>`d`", "a|b<c>`d`"),
      ("a;b", "a;b"), ("短い", "短い"),
    ])
  func quoted(cell: String, text: String) { #expect(CSVText.quoted(cell) == text) }

  @Test("Every row ends with a line feed")
  func rows() {
    #expect(CSVText.rows([["a", "b"], ["1", "x,y"]]) == "a,b\n1,\"x,y\"\n")
    #expect(CSVText.rows([]).isEmpty)
  }
}
