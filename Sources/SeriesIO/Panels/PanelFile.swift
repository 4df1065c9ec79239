import Series

/// A panel of a few series that is read whole: one ``SeriesFile`` for each of them.
///
/// Panels of any size are read by ``PanelReader``.
public struct PanelFile: Sendable {
  private let document: CSVDocument
  private let rows: [String: [CSVDocument.Row]]
  private let reading: ReadingOptions
  /// The names of the series, in the order of their first rows.
  public let seriesNames: [String]
  /// The column of series names.
  public let seriesColumn: String

  /// Reads a file; nil where no column of series is stated or called `series`, and none holds names.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - reading: what the user states about it.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV, or has no such column.
  public init?(path: String, reading: ReadingOptions = ReadingOptions()) throws(SeriesIOError) {
    try self.init(name: path, bytes: TextFile.bytes(of: path), reading: reading)
  }

  /// Reads the contents of a file; see ``init(path:reading:)``.
  public init?(
    name: String, bytes: [UInt8], reading: ReadingOptions = ReadingOptions()
  ) throws(SeriesIOError) {
    let document = try CSVDocument(file: name, bytes: bytes)
    guard let index = try Self.seriesIndex(of: document, reading) else { return nil }
    seriesColumn = document.header[index]
    seriesNames = document.texts(index).filter { !$0.isEmpty }
    rows = Dictionary(grouping: document.rows) { $0.cells[index] }
    // A column decides on its notation as a whole.
    var reading = reading
    reading.series = seriesColumn
    if reading.dates == nil,
      let month = try? SeriesFile.monthIndex(in: document.header, file: name, named: reading.month)
    {
      reading.dates = MonthCells.order(ofColumn: document.rows.map { $0.cells[month] })
    }
    self.reading = reading
    self.document = document
  }

  /// The column that is stated or called `series`, else the only one whose cells are names that come again.
  private static func seriesIndex(
    of document: CSVDocument, _ reading: ReadingOptions
  ) throws(SeriesIOError) -> Int? {
    if let stated = reading.series {
      guard let index = document.header.firstIndex(where: { SeriesFile.matches($0, stated) }) else {
        throw .noSuchColumn(stated, files: [document.file], columns: document.header)
      }
      return index
    }
    if let index = document.header.firstIndex(where: { SeriesFile.matches($0, "series") }) { return index }
    let named = document.header.indices.filter { index in
      let cells = document.rows.map { $0.cells[index] }
      return Set(cells).count < cells.count
        && cells.allSatisfy { cell in
          cell.contains { $0.isLetter } && MonthNotation.readings(of: cell, dates: reading.dates).isEmpty
        }
    }
    return named.count == 1 ? named[0] : nil
  }

  /// The rows of a series.
  ///
  /// - Parameter name: its name.
  /// - Returns: a table of months.
  /// - Throws: ``SeriesIOError`` where there is no such series, or its months are unreadable or repeated.
  public func series(_ name: String) throws(SeriesIOError) -> SeriesFile {
    guard let own = rows[name] else { throw .noSuchSeries(name, file: document.file, known: seriesNames) }
    return try SeriesFile(
      CSVDocument(document, header: document.header, rows: own, remarks: document.remarks), reading: reading)
  }
}
