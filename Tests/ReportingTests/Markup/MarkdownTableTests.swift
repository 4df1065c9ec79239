import Reporting
import Testing

@Suite("Tables in Markdown")
struct MarkdownTableTests {
  @Test("A line of dashes shows how columns are aligned")
  func structure() {
    let table = ResultTable(
      columns: [ResultColumn("name"), ResultColumn("users", isNumeric: true), .machine(csv: ["m"])],
      rows: [[ResultCell("x"), .users(1_234_567.8), .count(1)]])
    #expect(MarkdownTable(table).text == "| name | users |\n| --- | ---: |\n| x | 1.235 M |")
  }

  @Test(
    "Cells of every kind stay cells",
    arguments: [
      (ResultCell("a|b"), "a\\|b"), (ResultCell("a\nb"), "a b"), (ResultCell("`c` <d> [e]"), "\\`c\\` \\<d\\> \\[e\\]"),
      (.number(-0.5), "−0.5000"), (.number(.nan), "–"), (.users(0), "0"), (.missing(), ""),
      (.percent(0.123, 1), "12.3 %"),
      (.interval(1, 2, .decimals(0)), "1 … 2"), (.number(1e15), "1.000e+15"), (ResultCell("x, \"y\""), "x, \"y\""),
    ])
  func cells(cell: ResultCell, markdown: String) {
    let table = ResultTable(columns: [ResultColumn("c")], rows: [[cell]])
    #expect(MarkdownTable(table).text == "| c |\n| --- |\n| \(markdown) |")
  }
}
