import Series

/// A CSV file with any rows, its columns accessed by name and its rows read one after another, so that memory holds one.
public final class TableFile {
  /// Data shared by all rows of a table.
  fileprivate final class Header: Sendable {
    let file: String
    let indices: [String: Int]

    init(_ file: String, _ columns: [String]) {
      self.file = file
      indices = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    }
  }

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
  public let columnNames: [String]
  private let header: Header
  private let scanner: RowScanner

  /// Opens a table, perhaps without rows.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - columns: the required columns.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV or lacks a column.
  public init(path: String, columns: [String]) throws(SeriesIOError) {
    scanner = RowScanner(FileSupply(try InputFile(path: path), nil))
    guard let bytes = try scanner.header() else { throw .noRows(file: path, hasHeader: false) }
    columnNames = try CSVDocument.parse(path, bytes).first?.cells ?? []
    header = Header(path, columnNames)
    for column in columns where header.indices[column] == nil {
      throw .noSuchColumn(column, files: [path], columns: columnNames)
    }
  }

  /// Whether bytes are whole rows of a table, without its header.
  ///
  /// - Parameters:
  ///   - bytes: the rows.
  ///   - columns: the number of cells of each.
  /// - Returns: true also for no bytes.
  public static func isWhole(_ bytes: [UInt8], columns: Int) -> Bool {
    guard let last = bytes.last else { return true }
    guard last == UInt8(ascii: "\n"),
      let rows = try? CSVDocument.parse(
        "", bytes, separator: UInt8(ascii: ","), isDocument: false)
    else {
      return false
    }
    return rows.allSatisfy { $0.cells.count == columns }
  }

  /// The next row.
  ///
  /// - Returns: nil at the end.
  /// - Throws: ``SeriesIOError`` when the file cannot be read further or the row is not CSV of as many cells as the header.
  public func next() throws(SeriesIOError) -> Row? {
    while try scanner.next() {
      scanner.kept = scanner.end
      let line = scanner.rowLine
      if scanner.isTooLong { throw .lineTooLong(file: header.file, line: line, limit: CSVDocument.longestLine) }
      // Bounded by the storage: `bytes` checks its range.
      let bytes = unsafe Array(scanner.bytes(scanner.start..<scanner.end))
      // Names in tables of our own may hold any characters.
      let rows = try CSVDocument.parse(
        header.file, bytes, separator: scanner.separator, firstLine: line, isDocument: false)
      guard rows.count <= 1 else {
        throw .notText(file: header.file, line: line, reason: "a carriage return splits the line")
      }
      if let row = rows.first {
        guard row.cells.count == columnNames.count else {
          throw .raggedRow(file: header.file, line: row.line, cells: row.cells.count, expected: columnNames.count)
        }
        return Row(row, header)
      }
    }
    return nil
  }
}
