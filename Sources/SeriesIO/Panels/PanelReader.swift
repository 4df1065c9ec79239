internal import CSVParser
import Series

/// Reads a panel, a CSV file with a column of series and the rows of a series together, block by block.
///
/// It finds the ends of rows and compares the names of series; libcsv splits the cells when a block is decoded, which many
/// can do at once (see ``PanelDecoder``). The memory used is one block and 16 bytes per series.
public final class PanelReader {
  /// The names in the header.
  public let header: [String]
  /// The bytes of the header, ended by a line feed.
  let headerRow: [UInt8]
  /// The separator of cells.
  let separator: UInt8
  /// The name of the column of series.
  public let seriesColumn: String
  /// The position of that column.
  let seriesIndex: Int
  /// The file as the user named it.
  public var file: String { scanner.file }

  private let scanner: RowScanner
  private var isPending = false
  private var name: [UInt8] = []
  private var beginning: [UInt8] = []
  private var seen = SeriesIdentities()

  /// A block, except the last, has at least this many bytes or series.
  static let blockBytes = 1 << 17
  static let blockSeries = 512
  /// The largest number of bytes that the rows of a series may have.
  public static let longestSeries = 1 << 23

  /// Opens a panel.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - columns: the columns that will be read; where their cells are not plain, the panel is translated first.
  ///   - sorted: whether rows are sorted by series first, on disk if there are many.
  ///   - observe: receives all bytes of the file in order.
  ///   - remark: receives what had to be decided.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV, or has no such column.
  public convenience init(
    _ input: InputFile, _ columns: PanelColumns, sorted: Bool = false, observe: (([UInt8]) -> Void)? = nil,
    remark: (ReadingRemark) -> Void = { _ in }
  ) throws(SeriesIOError) {
    var supply: any RowSupply = FileSupply(input, observe)
    let rows = try TranslatedRows(input, columns)
    if let rows {
      rows.remarks.forEach(remark)
      supply = rows
    }
    if sorted { supply = try SortedRows(supply, series: columns.series) }
    try self.init(supply, series: columns.series)
    // Users in thousands are never read as ones.
    if rows == nil, let mau = columns.mau, header.contains(mau), UserUnit.inHeader(mau) != nil {
      throw .notPlain(file: input.name)
    }
  }

  /// Opens a panel that arrives in pieces.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - series: the column of series.
  ///   - sorted: whether rows are sorted by series first.
  ///   - runBytes: the size of the runs that are sorted in memory.
  ///   - piece: gives the next bytes; none at the end.
  /// - Throws: ``SeriesIOError`` when it is not CSV, or has no such column.
  public convenience init(
    file: String, series: String, sorted: Bool = false, runBytes: Int = 1 << 26, piece: @escaping () -> [UInt8]
  ) throws(SeriesIOError) {
    var supply: any RowSupply = PieceSupply(file: file, piece)
    if sorted { supply = try SortedRows(supply, series: series, runBytes: runBytes) }
    try self.init(supply, series: series)
  }

  init(_ supply: any RowSupply, series: String) throws(SeriesIOError) {
    scanner = RowScanner(supply)
    guard let bytes = try scanner.header() else { throw .noRows(file: scanner.file, hasHeader: false) }
    header = try CSVDocument.parse(scanner.file, bytes).first?.cells ?? []
    headerRow = bytes.last == UInt8(CSV_LF) ? bytes : bytes + [UInt8(CSV_LF)]
    separator = scanner.separator
    seriesColumn = series
    let found = header.indices.filter { [header] in header[$0] == series }
    guard let index = found.first else {
      throw .noSuchColumn(series, files: [scanner.file], columns: header)
    }
    guard found.count == 1 else { throw .ambiguousColumn(series, files: [scanner.file]) }
    seriesIndex = index
    scanner.nameIndex = index
  }

  /// The rows one after another, for sorting.
  var rows: RowScanner { scanner }

  /// Whether a series has been read.
  public func hasSeen(_ identity: SeriesIdentity) -> Bool { seen.contains(identity) }

  /// The next block.
  ///
  /// - Returns: nil at the end.
  /// - Throws: ``SeriesIOError/scatteredSeries(_:name:)`` when a series occurs again after another; other cases when the
  ///   file cannot be read further.
  public func next() throws(SeriesIOError) -> PanelBlock? {
    var series: [PanelBlock.Series] = []
    var lines: [Int] = []
    // Bounded by the scanner's storage, whose ranges are checked; a name is used before the next row is looked for.
    while true {
      if isPending {
        isPending = false
      } else if let last = series.last, case let first = last.range.lowerBound + scanner.kept,
        scanner.passRows(beginning: beginning, limit: first + Self.longestSeries)
      {
        series[series.count - 1].range = last.range.lowerBound..<(scanner.end - scanner.kept)
        continue
      } else if try !scanner.next() {
        break
      }
      let offset = scanner.kept
      let begins: Bool
      if let found = unsafe scanner.name() {
        begins = unsafe series.isEmpty || !isCurrent(found)
        if begins {
          if let last = series.last, last.range.upperBound >= Self.blockBytes || series.count >= Self.blockSeries {
            isPending = true
            break
          }
          let identity = unsafe SeriesIdentity(found)
          let text = unsafe String(decoding: found, as: UTF8.self)
          unsafe name.replaceSubrange(name.startIndex..., with: found)
          beginning = scanner.beginning(of: name)
          guard text.isEmpty || seen.insert(identity) else {
            throw .scatteredSeries(CellPlace(file: file, line: scanner.rowLine, column: seriesColumn), name: text)
          }
          series.append(.init(range: 0..<0, line: scanner.rowLine, identity: identity, firstRow: lines.count))
        }
      } else {
        // A row without that cell belongs to the preceding series and will be rejected there.
        begins = series.isEmpty
        if begins {
          series.append(
            .init(
              range: 0..<0, line: scanner.rowLine,
              identity: unsafe SeriesIdentity(UnsafeRawBufferPointer(start: nil, count: 0)), firstRow: 0))
        }
      }
      if scanner.statesLines { lines.append(scanner.rowLine) }
      let lower = begins ? scanner.start - offset : series[series.count - 1].range.lowerBound
      series[series.count - 1].range = lower..<(scanner.end - offset)
      let longLine = scanner.isTooLong ? scanner.rowLine : nil
      series[series.count - 1].longLine = series[series.count - 1].longLine ?? longLine
      if scanner.end - offset - lower > Self.longestSeries {
        series[series.count - 1].isTooLong = true
        scanner.drop(scanner.start..<scanner.end)
        series[series.count - 1].range = lower..<(scanner.start - offset)
      }
    }
    guard let last = series.last else { return nil }
    let start = scanner.kept
    let bytes = unsafe Array(scanner.bytes(start..<(start + last.range.upperBound)))
    scanner.kept = start + last.range.upperBound
    return PanelBlock(bytes: bytes, series: series, lines: lines)
  }

  /// Whether a name is that of the current series. Bounded by the counts, which are equal.
  private func isCurrent(_ other: UnsafeRawBufferPointer) -> Bool {
    guard other.count == name.count else { return false }
    for index in 0..<name.count where unsafe other[index] != name[index] { return false }
    return true
  }
}

extension PanelReader {
  /// The error for a series of later drivers that has another position in the panel.
  public func outOfOrder(_ block: PanelBlock, _ series: Int, panel: String) -> SeriesIOError {
    let place = CellPlace(file: file, line: block.series[series].line, column: seriesColumn)
    return .futureOutOfOrder(
      place, name: block.name(series, separator: separator, nameIndex: seriesIndex), panel: panel)
  }
}
