/// A result as columns of typed cells, made once; text, CSV, JSON and pages are written from it.
public struct ResultTable: Sendable, Equatable {
  /// The caption.
  public let caption: String
  /// The columns.
  public let columns: [ResultColumn]
  /// The rows.
  public let rows: [ResultRow]

  /// A table whose rows may be for some readers only.
  ///
  /// - Parameters:
  ///   - caption: the caption.
  ///   - columns: the columns.
  ///   - rows: each with one cell per column.
  package init(caption: String = "", columns: [ResultColumn], rows: [ResultRow]) {
    // Cannot trap: rows are written next to their columns in the program.
    precondition(rows.allSatisfy { $0.cells.count == columns.count }, "every row must have one cell per column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// A table.
  ///
  /// - Parameters:
  ///   - caption: the caption.
  ///   - columns: the columns.
  ///   - rows: each with one cell per column.
  public init(caption: String = "", columns: [ResultColumn], rows: [[ResultCell]]) {
    self.init(caption: caption, columns: columns, rows: rows.map { ResultRow($0) })
  }

  /// The columns and the rows of cells that readers see.
  package func seen(by audience: ResultAudience) -> (columns: [ResultColumn], rows: [[ResultCell]]) {
    let shown = columns.indices.filter { columns[$0].isSeen(by: audience) }
    var cells = rows.filter { !$0.audience.isDisjoint(with: audience) }.map { row in shown.map { row[$0] } }
    if audience.isSubset(of: .people) {
      for column in shown.indices where columns[shown[column]].isNumeric {
        for (row, cell) in ColumnDigits.unified(cells.map { $0[column] }).enumerated() { cells[row][column] = cell }
      }
    }
    return (shown.map { columns[$0] }, cells)
  }

  /// The rows that JSON has, by key.
  package var records: [[String: ResultField]] {
    let (columns, rows) = seen(by: .json)
    return rows.map { cells in
      var record: [String: ResultField] = [:]
      for (column, cell) in zip(columns, cells) {
        for (key, part) in zip(column.json, cell.parts) { record[key] = .cell(part) }
      }
      return record
    }
  }

  /// A part of the rows under another caption.
  ///
  /// - Parameters:
  ///   - caption: the caption of the part; nil for the same.
  ///   - isWanted: whether a row, by its number, belongs to the part.
  /// - Returns: a table of the same columns.
  package func part(_ caption: String? = nil, where isWanted: (Int) -> Bool) -> ResultTable {
    ResultTable(
      caption: caption ?? self.caption, columns: columns, rows: rows.indices.filter(isWanted).map { rows[$0] })
  }
}
