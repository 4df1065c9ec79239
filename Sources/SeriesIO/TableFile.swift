import Series

/// A CSV file of any rows, with its columns by name.
public struct TableFile: Sendable {
  private let document: CSVDocument
  private let indices: [String: Int]

  /// A row of the table.
  public struct Row: Sendable {
    fileprivate let file: String
    fileprivate let row: CSVDocument.Row
    fileprivate let indices: [String: Int]

    /// The names of the columns.
    public var names: [String] { Array(indices.keys) }

    /// The cell of a column; nil if there is no such column.
    public subscript(column: String) -> String? { indices[column].map { row.cells[$0] } }

    /// The number in a column.
    ///
    /// - Parameter column: its name.
    /// - Returns: nil where the cell is blank or there is no such column.
    /// - Throws: ``SeriesIOError/badNumber(_:value:)``.
    public func number(_ column: String) throws(SeriesIOError) -> Double? {
      guard let cell = self[column], !cell.isEmpty else { return nil }
      guard let value = SeriesFile.number(cell) else { throw .badNumber(place(column), value: cell) }
      return value
    }

    /// Where a cell stands.
    public func place(_ column: String) -> CellPlace { CellPlace(file: file, line: row.line, column: column) }
  }

  /// The names in the header.
  public var columnNames: [String] { document.header }

  /// The rows, in their order.
  public var rows: [Row] { document.rows.map { Row(file: document.file, row: $0, indices: indices) } }

  /// Reads a table; nil for one with a header alone.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - columns: what it must have.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV or lacks a column.
  public init?(path: String, columns: [String]) throws(SeriesIOError) {
    let bytes = try TextFile.bytes(of: path)
    let document: CSVDocument
    do throws(SeriesIOError) {
      document = try CSVDocument(file: path, bytes: bytes)
    } catch {
      if case .noRows(_, hasHeader: true) = error { return nil }
      throw error
    }
    self.document = document
    let header = document.header
    indices = Dictionary(zip(header, header.indices), uniquingKeysWith: { first, _ in first })
    for column in columns where indices[column] == nil {
      throw .noSuchColumn(column, files: [path], columns: header)
    }
  }
}
