import Reporting
import TestSupport
import Testing

@Suite("Tables in Markdown")
struct MarkdownTableTests {
  @Test("A line of dashes shows how columns are aligned")
  func structure() {
    let table = ResultTable(
      columns: [ResultColumn("name"), ResultColumn("users", isNumeric: true), .machine(csv: ["m"])],
      rows: [[ResultCell("x"), .users(1_234_567.8), .count(1)]])
    #expect(MarkdownTable(table).markdown.text == "| name | users |\n| --- | ---: |\n| x | 1.235 M |")
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
    #expect(MarkdownTable(table).markdown.text == "| c |\n| --- |\n| \(markdown) |")
  }

  @Test("Rows have as many cells as the heading, whatever the texts")
  func bytes() {
    for text in HostileText.texts {
      let table = ResultTable(
        columns: [ResultColumn(text), ResultColumn("`\(text)`")], rows: [[ResultCell(text), ResultCell(text)]])
      let lines = MarkdownTable(table).markdown.text.utf8.split(separator: UInt8(ascii: "\n"))
      #expect(lines.count == 3, "\(text.debugDescription)")
      for line in lines {
        var bars = 0
        var isEscaped = false
        for byte in line {
          if byte == UInt8(ascii: "|"), !isEscaped { bars += 1 }
          isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        #expect(bars == 3, "\(text.debugDescription): \(String(decoding: Array(line), as: UTF8.self))")
      }
    }
  }
}
