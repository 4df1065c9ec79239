import Series

/// A table as aligned columns of text.
package struct TextTable {
  private let table: ResultTable
  private let terminal: Terminal?

  /// The text of a table.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - terminal: where it is shown; nil for lines of any length without styles.
  package init(_ table: ResultTable, on terminal: Terminal? = nil) {
    self.table = table
    self.terminal = terminal
  }

  /// Two spaces between columns, none at line ends; columns without any content are omitted. Control characters in cells
  /// are made visible (see ``VisibleText``). Columns for which a line has no room follow below, after the first one again.
  package var text: String {
    let (columns, rows) = table.seen(by: .text)
    let lines = ([columns.map(\.title)] + rows.map { $0.map(\.text) }).map { $0.map(VisibleText.line) }
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let used = columns.indices.filter { widths[$0] > 0 }
    return sections(used, widths).map { shown in
      lines.enumerated().map { row, cells in
        var parts = shown.map { column in
          let padding = String(repeating: " ", count: widths[column] - cells[column].count)
          return columns[column].isNumeric ? padding + cells[column] : cells[column] + padding
        }
        while let last = parts.last?.unicodeScalars, last.last == " " || last.isEmpty {
          let trimmed = String(String.UnicodeScalarView(last.reversed().drop { $0 == " " }.reversed()))
          parts.removeLast()
          if !trimmed.isEmpty {
            parts.append(trimmed)
            break
          }
        }
        return parts.map { styled($0, isHeading: row == 0) }.joined(separator: "  ") + "\n"
      }.joined()
    }.joined(separator: "\n")
  }

  /// The columns that stand next to each other.
  private func sections(_ used: [Int], _ widths: [Int]) -> [[Int]] {
    guard let first = used.first, let terminal else { return [used] }
    var sections = [[first]]
    var length = widths[first]
    for column in used.dropFirst() {
      if length + 2 + widths[column] > terminal.width, sections[sections.count - 1].count > 1 {
        sections.append([first])
        length = widths[first]
      }
      sections[sections.count - 1].append(column)
      length += 2 + widths[column]
    }
    return sections
  }

  private func styled(_ text: String, isHeading: Bool) -> String {
    guard let terminal else { return text }
    let style: Terminal.Style? =
      isHeading ? .bold : text.hasPrefix("harmful") ? .bad : text.hasPrefix("helpful") ? .good : nil
    return terminal.styled(text, style)
  }
}
