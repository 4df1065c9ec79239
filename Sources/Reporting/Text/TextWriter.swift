import Series

/// Lines, aligned tables and notes for a terminal, with a blank line between them; control characters in names are made
/// visible (see ``VisibleText``).
struct TextWriter: ResultWriter {
  func text(of document: ResultDocument) -> String {
    document.blocks.map(text).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func text(_ block: ResultDocument.Block) -> String {
    switch block {
    case .line(let line): VisibleText.line(line) + "\n"
    case .lines(let lines): lines.map { VisibleText.line($0) + "\n" }.joined()
    case .table(let table): TextTable(table).text
    case .notes(let notes): notes.map { "- \(VisibleText.line($0))\n" }.joined()
    }
  }
}
