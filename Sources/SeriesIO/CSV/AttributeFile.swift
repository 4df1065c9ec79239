import Series

/// A CSV file with one row for each series: its name first, then what is known of it.
public struct AttributeFile: Sendable {
  private let document: CSVDocument
  private let rows: [String: CSVDocument.Row]

  /// The names of the columns after the first.
  public var columns: [String] { document.header.dropFirst().filter { !$0.isEmpty } }

  /// Reads a file.
  ///
  /// - Parameter path: its path.
  /// - Throws: ``SeriesIOError`` when it cannot be read or is not CSV.
  public init(path: String) throws(SeriesIOError) {
    document = try CSVDocument(file: path, bytes: TextFile.bytes(of: path))
    rows = Dictionary(document.rows.map { ($0.cells[0], $0) }) { first, _ in first }
  }

  /// A number.
  ///
  /// - Parameters:
  ///   - column: its column.
  ///   - series: the series.
  /// - Returns: the number of the cell.
  /// - Throws: ``SeriesIOError`` where there is no such series or column, or no number.
  public func number(_ column: String, of series: String) throws(SeriesIOError) -> Double {
    guard let row = rows[series] else {
      throw .noSuchSeries(series, file: document.file, known: document.rows.map { $0.cells[0] })
    }
    guard let index = document.header.firstIndex(of: column) else {
      throw .noSuchColumn(column, files: [document.file], columns: document.header)
    }
    let place = CellPlace(file: document.file, line: row.line, column: column)
    let cells = try NumberCells([(place, row.cells[index])], content: .number, decimal: nil)
    guard let value = cells.values[0] else { throw .badNumber(place, value: row.cells[index]) }
    return value
  }
}
