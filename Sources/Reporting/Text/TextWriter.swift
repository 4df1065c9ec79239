/// Lines, aligned tables and notes for a terminal, with a blank line between them.
struct TextWriter: ResultWriter {
  func text(of document: ResultDocument) -> String {
    document.blocks.map(text).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func text(_ block: ResultDocument.Block) -> String {
    switch block {
    case .line(let line): line + "\n"
    case .table(let table): TextTable(table).text
    case .notes(let notes): notes.map { "- \($0)\n" }.joined()
    }
  }
}
