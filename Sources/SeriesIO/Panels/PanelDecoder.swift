internal import CSVParser
import Series

/// Splits the rows of series by libcsv and reads their numbers, one series after another in the same storage.
@safe public final class PanelDecoder {
  /// What is read.
  public let layout: PanelLayout
  /// The name of the series.
  public private(set) var name = ""
  /// The group of the series; empty where the cells are blank, or none is read.
  public private(set) var group = ""
  /// Bounded by libcsv, which grows its storage; it keeps no address of ours.
  private var parser = unsafe csv_parser()
  private var cells: PanelCells

  /// The largest number of bytes of a name: it is written once for every month of a forecast.
  static let longestName = 1 << 16

  /// A decoder of a panel.
  public init(_ layout: PanelLayout) {
    self.layout = layout
    cells = PanelCells(layout)
    start()
  }

  // Bounded by the parser, which nothing uses any more.
  deinit { unsafe csv_free(&parser) }

  private func start() {
    // Bounded by the parser, which is empty: new or just freed.
    guard unsafe csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else {
      // Cannot trap: the call only fills a structure.
      preconditionFailure("libcsv could not be started")
    }
    unsafe csv_set_delim(&parser, layout.separator)
  }

  /// The months of the rows, counted since January of year 0.
  public var months: [Int] { cells.rows.months }
  /// Users by row; NaN where the cell is blank.
  public var mau: [Double] { cells.rows.mau }
  /// A raw driver by row; NaN where the cell is blank.
  public func driver(_ index: Int) -> [Double] { cells.rows.drivers[index] }
  /// All of them.
  public var rows: SeriesRows { cells.rows }

  /// Reads a series.
  ///
  /// - Parameters:
  ///   - series: its position in the block.
  ///   - block: a block of the panel.
  /// - Throws: ``SeriesIOError`` for the first problem; ``name`` is set nevertheless.
  public func decode(_ series: Int, of block: PanelBlock) throws(SeriesIOError) {
    let place = block.series[series]
    cells.begin()
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(place.range.lowerBound >= 0 && place.range.upperBound <= block.bytes.count)
    // Bounded by that range of the block's bytes; the cells are lent for the call only.
    let consumed = unsafe block.bytes.withUnsafeBytes { bytes in
      unsafe withUnsafeMutablePointer(to: &cells) { cells in
        let count = place.range.count
        let consumed = unsafe csv_parse(
          &parser, bytes.baseAddress?.advanced(by: place.range.lowerBound), count, endOfPanelCell, endOfPanelRow, cells)
        guard consumed == count, unsafe csv_fini(&parser, endOfPanelCell, endOfPanelRow, cells) == 0 else { return -1 }
        return consumed
      }
    }
    if consumed < 0 {
      unsafe csv_free(&parser)
      start()
    }
    name = String(decoding: cells.name, as: UTF8.self)
    group = String(decoding: cells.group, as: UTF8.self)
    func line(_ row: Int) -> Int { lines(of: series, in: block, count: row + 1).last ?? place.line }
    func cell(_ row: Int, _ column: String) -> CellPlace {
      CellPlace(file: layout.file, line: line(row), column: column)
    }
    if let line = place.longLine {
      throw .lineTooLong(file: layout.file, line: line, limit: CSVDocument.longestLine)
    }
    if cells.name.count > Self.longestName { throw .nameTooLong(cell(0, layout.series), limit: Self.longestName) }
    if let problem = cells.problem {
      let value = String(decoding: problem.value, as: UTF8.self)
      switch problem.kind {
      case .notText:
        throw .notText(file: layout.file, line: line(problem.row), reason: "the line is not UTF-8 text")
      case .split:
        throw .notText(file: layout.file, line: line(problem.row), reason: "a carriage return splits the line")
      case .ragged(let cells):
        throw .raggedRow(file: layout.file, line: line(problem.row), cells: cells, expected: layout.columnCount)
      case .month: throw .badMonth(cell(problem.row, layout.month), value: value)
      case .group:
        throw .twoGroups(cell(problem.row, layout.group ?? ""), value: value, earlier: group)
      case .users: throw .badUsers(cell(problem.row, layout.mau ?? ""), value: value)
      case .driver(let index): throw .badNumber(cell(problem.row, layout.drivers[index]), value: value)
      }
    }
    guard consumed >= 0 else { throw .badQuotes(file: layout.file, line: line(cells.row)) }
    if place.isTooLong {
      throw .seriesTooLong(cell(0, layout.series), limit: PanelReader.longestSeries)
    }
    if name.isEmpty { throw .namelessSeries(cell(0, layout.series)) }
    try checkOrder(cell)
  }

  /// Rejects a month that occurs twice.
  private func checkOrder(_ cell: (Int, String) -> CellPlace) throws(SeriesIOError) {
    guard let (earlier, later) = cells.rows.repetition else { return }
    let month = Month(ordinal: cells.rows.months[later])
    throw .repeatedMonth(
      cell(later, layout.month), value: month.description, month: month,
      earlierLine: cell(earlier, layout.month).line ?? 0)
  }

  /// The first lines of the rows of a series.
  public func lines(of series: Int, in block: PanelBlock, count: Int = .max) -> [Int] {
    let place = block.series[series]
    if !block.lines.isEmpty {
      let end = series + 1 < block.series.count ? block.series[series + 1].firstRow : block.lines.count
      return Array(block.lines[place.firstRow..<end].prefix(count))
    }
    var rows: [UInt8]? = Array(block.bytes[place.range])
    let scanner = RowScanner(
      PieceSupply(file: layout.file) {
        defer { rows = nil }
        return rows ?? []
      })
    scanner.separator = layout.separator
    var lines: [Int] = []
    while lines.count < count, (try? scanner.next()) == true { lines.append(place.line + scanner.rowLine - 1) }
    return lines
  }

  /// The series as a table with the lines of its cells, for models outside the fast path.
  ///
  /// - Parameters:
  ///   - series: its position in the block, the last that was decoded.
  ///   - block: the block.
  /// - Returns: the drivers, and users if they are read.
  public func columns(of series: Int, in block: PanelBlock) -> (mau: MonthlyColumn, drivers: [MonthlyColumn]) {
    cells.rows.columns(
      (layout.mau ?? "", layout.drivers), file: layout.file, lines: lines(of: series, in: block))
  }
}
