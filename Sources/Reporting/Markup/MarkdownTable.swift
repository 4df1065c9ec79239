/// A table as Markdown.
package struct MarkdownTable {
  private let table: ResultTable

  /// The Markdown of a table.
  package init(_ table: ResultTable) { self.table = table }

  /// Lines without a line feed at the end; cells contain no markup.
  package var markdown: MarkdownFragment {
    let (columns, rows) = table.seen(by: .page)
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let lines =
      [row(columns.map { Prose($0.title).markdown.text }), row(columns.map { $0.isNumeric ? "---:" : "---" })]
      + rows.map { row($0.map { Prose.cell($0.text) }) }
    return MarkdownFragment(finished: lines.joined(separator: "\n"))
  }

  /// The table under its caption.
  var captioned: MarkdownFragment {
    MarkdownFragment(finished: "**\(Prose(table.caption).markdown)**\n\n\(markdown)")
  }
}
