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
    /// The bytes of all cells, and where each of them is.
    private let bytes: [UInt8]
    private let cells: [Range<Int>]
    private let line: Int
    private let header: Header

    /// A row whose cells are what is between its separators: nothing is quoted.
    fileprivate init(_ bytes: [UInt8], _ cells: [Range<Int>], _ line: Int, _ header: Header) {
      self.bytes = bytes
      self.cells = cells
      self.line = line
      self.header = header
    }

    /// A row that was read in another way.
    fileprivate init(_ row: CSVDocument.Row, _ header: Header) {
      var bytes: [UInt8] = []
      var cells: [Range<Int>] = []
      for cell in row.cells {
        let start = bytes.count
        bytes += cell.utf8
        cells.append(start..<bytes.count)
      }
      self.init(bytes, cells, row.line, header)
    }

    /// The cell of a column; nil if there is no such column.
    public subscript(column: String) -> String? {
      header.indices[column].map { String(decoding: bytes[cells[$0]], as: UTF8.self) }
    }

    /// The month in a column.
    ///
    /// - Parameter column: its name.
    /// - Returns: the month.
    /// - Throws: ``SeriesIOError/badMonth(_:value:)``, also where there is no such column.
    public func month(_ column: String) throws(SeriesIOError) -> Month {
      // Bounded: both read the bytes of one cell.
      guard let index = header.indices[column],
        let ordinal = unsafe read(index, { unsafe PlainMonth.ordinal($0) })
      else { throw .badMonth(place(column), value: self[column] ?? "") }
      return Month(ordinal: ordinal)
    }

    /// What the bytes of a cell denote.
    private func read<Value>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Value?) -> Value? {
      // Bounded by the range of the cell, which is one of the bytes.
      unsafe bytes.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[cells[index]])) }
    }

    /// The number in a column.
    ///
    /// - Parameter column: its name.
    /// - Returns: nil where the cell is blank or there is no such column.
    /// - Throws: ``SeriesIOError/badNumber(_:value:)``.
    public func number(_ column: String) throws(SeriesIOError) -> Double? {
      guard let index = header.indices[column], !cells[index].isEmpty else { return nil }
      // Bounded: both read the bytes of one cell.
      guard let value = unsafe read(index, { unsafe DecimalNumber.parse($0) }) else {
        throw .badNumber(place(column), value: self[column] ?? "")
      }
      return value
    }

    /// The position of a cell.
    public func place(_ column: String) -> CellPlace { CellPlace(file: header.file, line: line, column: column) }
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

  /// The cells of a row without quotation marks, blanks at their ends or anything but text, as many as the header has; nil for all
  /// other rows.
  private func plainCells(_ bytes: [UInt8]) -> [Range<Int>]? {
    var cells: [Range<Int>] = []
    cells.reserveCapacity(columnNames.count)
    var end = bytes.count
    if end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    var (start, isASCII) = (0, true)
    for index in 0..<end {
      switch bytes[index] {
      case scanner.separator:
        cells.append(start..<index)
        start = index + 1
      case UInt8(ascii: "\""), 0..<UInt8(ascii: " "): return nil
      case 0x80...: isASCII = false
      default: break
      }
    }
    cells.append(start..<end)
    let isTrimmed = cells.allSatisfy { cell in
      cell.isEmpty || (bytes[cell.lowerBound] != UInt8(ascii: " ") && bytes[cell.upperBound - 1] != UInt8(ascii: " "))
    }
    let isText = isASCII || String(validating: bytes, as: UTF8.self) != nil
    return cells.count == columnNames.count && end > 0 && isTrimmed && isText ? cells : nil
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
      if let cells = plainCells(bytes) { return Row(bytes, cells, line, header) }
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
