import Series

/// A CSV file with any rows, its columns accessed by name.
public struct TableFile: Sendable {
  /// Data shared by all rows of a table.
  fileprivate final class Header: Sendable {
    let file: String
    let indices: [String: Int]

    init(_ document: CSVDocument) {
      file = document.file
      indices = Dictionary(
        zip(document.header, document.header.indices), uniquingKeysWith: { first, _ in first })
    }
  }

  private let document: CSVDocument
  private let header: Header

  /// A row of the table.
  public struct Row: Sendable {
    fileprivate let row: CSVDocument.Row
    fileprivate let header: Header

    fileprivate init(_ row: CSVDocument.Row, _ header: Header) {
      self.row = row
      self.header = header
    }

    /// The cell of a column; nil if there is no such column.
    public subscript(column: String) -> String? { header.indices[column].map { row.cells[$0] } }

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

    /// The position of a cell.
    public func place(_ column: String) -> CellPlace { CellPlace(file: header.file, line: row.line, column: column) }
  }

  /// The names in the header.
  public var columnNames: [String] { document.header }

  /// The rows, in their order.
  public var rows: some Sequence<Row> { document.rows.lazy.map { Row($0, header) } }

  /// Reads a table; nil if it has a header but no rows.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - columns: the required columns.
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
    let header = Header(document)
    for column in columns where header.indices[column] == nil {
      throw .noSuchColumn(column, files: [path], columns: document.header)
    }
    self.document = document
    self.header = header
  }
}
