import Series

/// Lines, aligned tables and notes for people, with a blank line between them; control characters in names are made
/// visible (see ``VisibleText``).
struct TextWriter: ResultWriter {
  /// Where it is shown; nil for lines of any length without styles.
  var terminal: Terminal?

  func text(of document: ResultDocument) -> String {
    document.blocks.enumerated().map { index, block in text(block, isTitle: index == 0) }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func text(_ block: ResultDocument.Block, isTitle: Bool) -> String {
    switch block {
    case .line(let line):
      (isTitle ? terminal?.styled(VisibleText.line(line), .bold) : nil).map { $0 + "\n" }
        ?? VisibleText.line(line) + "\n"
    case .lines(let lines): lines.map { VisibleText.line($0) + "\n" }.joined()
    case .table(let table): TextTable(table, on: terminal).text
    case .notes(let notes): notes.map { "- \(VisibleText.line($0))\n" }.joined()
    }
  }
}
