import Reporting
import Testing

@Suite("Results as text")
struct TextWriterTests {
  private func text(_ blocks: [ResultDocument.Block]) -> String {
    let table = ResultTable(columns: [ResultColumn("a")], rows: [[ResultCell]]())
    return OutputFormat.table.writer().text(of: ResultDocument(blocks, data: table, fields: [:]))
  }

  @Test("Blank lines between parts, a dash before notes, nothing for no notes")
  func parts() {
    let table = ResultTable(columns: [ResultColumn("a")], rows: [[.count(1)]])
    #expect(
      text([.line("Title"), .table(table), .notes(["One.", "Two."])]) == "Title\n\na\n1\n\n- One.\n- Two.\n")
    #expect(text([.line("Title"), .notes([])]) == "Title\n")
    #expect(text([]).isEmpty)
  }

  @Test("Lines and notes are one line each, without control characters")
  func hidden() {
    #expect(text([.lines(["a\nb", "c\u{1B}d"])]) == "a\u{FFFD}b\nc\u{FFFD}d\n")
    #expect(text([.line("a\u{1B}]0;x\u{7}")]) == "a\u{FFFD}]0;x\u{FFFD}\n")
    #expect(text([.notes(["`\u{202E}x`\n- forged"])]) == "- `\u{FFFD}x`\u{FFFD}- forged\n")
  }
}
