/// Aligned columns of text.
struct TextTable {
  /// Where the cells of a column stand.
  enum Alignment { case left, right }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// - Parameter columns: header and alignment of each column.
  init(_ columns: [(header: String, alignment: Alignment)]) {
    header = columns.map(\.header)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with a cell a column.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == header.count, "a cell a column")
    rows.append(cells)
  }

  /// The table, two blanks between columns, no blanks at line ends, columns without any content left out.
  var text: String {
    let used = header.indices.filter { column in !header[column].isEmpty || rows.contains { !$0[column].isEmpty } }
    let widths = header.indices.map { column in
      ([header[column]] + rows.map { $0[column] }).map(\.count).max() ?? 0
    }
    return ([header] + rows).map { row in
      var line = used.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return alignments[column] == .left ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
