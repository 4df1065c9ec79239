import Reporting
import Testing

@Suite("Results as text")
struct TextWriterTests {
  private func text(_ blocks: [ResultDocument.Block]) -> String {
    let table = ResultTable(columns: [ResultColumn("a")], rows: [[ResultCell]]())
    return OutputFormat.table.writer.text(of: ResultDocument(blocks, data: table, fields: [:]))
  }

  @Test("Blank lines between parts, a dash before notes, nothing for no notes")
  func parts() {
    let table = ResultTable(columns: [ResultColumn("a")], rows: [[.count(1)]])
    #expect(
      text([.line("Title"), .table(table), .notes(["One.", "Two."])]) == "Title\n\na\n1\n\n- One.\n- Two.\n")
    #expect(text([.line("Title"), .notes([])]) == "Title\n")
    #expect(text([]).isEmpty)
  }
}
