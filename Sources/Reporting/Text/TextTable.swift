import Series

/// A table as aligned columns of text.
package struct TextTable {
  private let table: ResultTable

  /// The text of a table.
  package init(_ table: ResultTable) { self.table = table }

  /// Two spaces between columns, none at line ends; columns without any content are omitted. Control characters in cells
  /// are made visible (see ``VisibleText``).
  package var text: String {
    let (columns, rows) = table.seen(by: .text)
    let lines = ([columns.map(\.title)] + rows.map { $0.map(\.text) }).map { $0.map(VisibleText.line) }
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let used = columns.indices.filter { widths[$0] > 0 }
    return lines.map { cells in
      var line = used.map { column in
        let padding = String(repeating: " ", count: widths[column] - cells[column].count)
        return columns[column].isNumeric ? padding + cells[column] : cells[column] + padding
      }.joined(separator: "  ").unicodeScalars
      while line.last == " " { line.removeLast() }
      return String(line) + "\n"
    }.joined()
  }
}
