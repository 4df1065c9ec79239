internal import CSVParser

/// A file of comma-separated values: header and rows, as text.
///
/// The separator (`,` `;` tab or `|`) is the one that divides most lines into the same number of cells. Quoted cells, all line ends, a
/// byte-order mark, UTF-16 and Windows-1252 are understood; blank rows, comments and lines above the header are skipped; every row
/// must have as many cells as the header.
struct CSVDocument: Sendable {
  /// A row and the line where it begins.
  struct Row: Sendable {
    /// Its first line, counted from 1.
    let line: Int
    /// Its cells, without surrounding blanks.
    let cells: [String]
    /// The line of each cell, where they come from several.
    var lines: [Int]?

    /// The line of a cell.
    func line(of index: Int) -> Int { lines?[index] ?? line }
  }

  let file: String
  let header: [String]
  let rows: [Row]
  /// The line of the header.
  let headerLine: Int

  /// The longest line accepted as a table row.
  static let longestLine = 1 << 20

  /// What had to be decided.
  let remarks: [ReadingRemark]
  /// A unit that the lines above the header speak of.
  let unitAbove: Double?

  /// The same document with other columns.
  init(_ other: CSVDocument, header: [String], rows: [Row], remarks: [ReadingRemark]) {
    file = other.file
    headerLine = other.headerLine
    unitAbove = other.unitAbove
    self.header = header
    self.rows = rows
    self.remarks = remarks
  }

  /// - Parameters:
  ///   - file: its name in messages.
  ///   - bytes: its contents.
  ///   - kind: what it is.
  /// - Throws: ``SeriesIOError`` when it is no table.
  init(file: String, bytes: [UInt8], kind: TableKind = .months) throws(SeriesIOError) {
    self.file = file
    var text = try TableText(file, bytes)
    let stated = text.takeStatedSeparator()
    var remarks: [ReadingRemark] = []
    func remark(_ kind: ReadingRemark.Kind) { remarks.append(ReadingRemark(file: file, column: nil, kind: kind)) }
    if let encoding = text.encoding { remark(.encoding(encoding)) }
    let all = try Self.parse(
      file, text.bytes, separator: stated ?? Self.separator(ofLines: text.bytes), firstLine: stated == nil ? 1 : 2,
      mostRows: kind == .months ? Self.mostRows : .max)
    guard !all.isEmpty else { throw .noRows(file: file, hasHeader: false) }
    let comments = all.filter {
      kind == .months && $0.cells.first?.hasPrefix("#") == true && !$0.cells[0].hasPrefix("#N")
    }
    let isComment = Set(comments.map(\.line))
    if !comments.isEmpty { remark(.skipped(lines: comments.map(\.line), what: "a comment")) }
    var table = all.filter { !isComment.contains($0.line) && !$0.cells.allSatisfy(\.isEmpty) }
    guard !table.isEmpty else { throw .noRows(file: file, hasHeader: false) }
    var above = Self.headerIndex(table)
    // A pivot table names its quantity and its columns above its months.
    func months(_ row: Row) -> Int { row.cells.count { WideTable.month($0) != nil } }
    if table.count > above + 2, months(table[above]) < 3, months(table[above + 1]) >= 3,
      WideTable.month(table[above + 1].cells[0]) == nil
    {
      above += 1
    }
    if above > 0 { remark(.skipped(lines: table[..<above].map(\.line), what: "above the header")) }
    unitAbove = UserUnit.named(in: table[..<above].flatMap(\.cells).joined(separator: " "))
    table.removeFirst(above)
    headerLine = table[0].line
    let header = table.removeFirst().cells
    self.header = header
    // A single text below the table that is no month.
    let below = table.reversed().prefix { row in
      row.cells.count < header.count && row.cells.count { !$0.isEmpty } == 1
        && MonthNotation.readings(of: row.cells[0], dates: nil).isEmpty && row.cells[0].contains { $0.isLetter }
    }
    if !below.isEmpty, below.count < table.count {
      remark(.skipped(lines: below.reversed().map(\.line), what: "below the table"))
      table.removeLast(below.count)
    }
    guard !table.isEmpty else { throw .noRows(file: file, hasHeader: true) }
    if kind == .months, let row = table.first(where: { $0.cells.count != header.count }) {
      throw .raggedRow(file: file, line: row.line, cells: row.cells.count, expected: header.count)
    }
    rows = table
    self.remarks = remarks
  }

  /// The different texts of a column in the order of the rows.
  func texts(_ index: Int) -> [String] {
    var seen: Set<String> = []
    return rows.map { $0.cells[index] }.filter { seen.insert($0).inserted }
  }

  /// The position of the header: the first row that has as many cells as most rows, more than one of them filled.
  private static func headerIndex(_ rows: [Row]) -> Int {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.cells.count, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    // Of two numbers of cells that are as frequent, the one that comes first.
    let width = rows.first { counts[$0.cells.count] == most }?.cells.count ?? 0
    let index = rows.firstIndex { row in
      row.cells.count == width && row.cells.count { !$0.isEmpty } > min(1, width - 1)
    }
    // A row of figures is no header: where the header has another number of cells, it is told as it is.
    guard let index, index > 0, !rows[index].cells.allSatisfy({ $0.isEmpty || $0.contains(where: \.isNumber) }) else {
      return 0
    }
    return index
  }

  /// More rows than there are months in ten thousand years.
  static let mostRows = 120_000

  /// Feeds libcsv line by line, so that each row knows its line.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - bytes: whole rows.
  ///   - separator: of the cells; nil for the most frequent.
  ///   - firstLine: the line of the first row.
  ///   - isDocument: whether this is a table of months from someone else; rows of a table of our own may be many and hold
  ///     control characters.
  ///   - mostRows: the number of rows that such a table may have.
  /// - Returns: the rows that are not blank.
  /// - Throws: ``SeriesIOError`` for what is not CSV.
  static func parse(
    _ file: String, _ bytes: [UInt8], separator: UInt8? = nil, firstLine: Int = 1, isDocument: Bool = true,
    mostRows: Int = CSVDocument.mostRows
  ) throws(SeriesIOError) -> [Row] {
    let start = isDocument && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Bounded by `end`, an index of the bytes; libcsv grows its own storage, and the collector lives until its rows are
    // returned.
    var parser = unsafe csv_parser()
    guard unsafe csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else {
      // Cannot trap: the call only fills a structure.
      preconditionFailure("libcsv could not be started")
    }
    defer { unsafe csv_free(&parser) }
    unsafe csv_set_delim(&parser, separator ?? Self.separator(bytes[start...]))
    let collector = CSVCollector()
    let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
    var position = start
    var line = firstLine
    while position < bytes.count {
      guard !isDocument || collector.rows.count <= mostRows else { throw .tooManyRows(file: file, limit: mostRows) }
      let end = try endOfLine(file, bytes, from: position, line, isDocument)
      if collector.cells.isEmpty, !collector.insideRow { collector.line = line }
      let length = end - position
      let consumed = unsafe bytes.withUnsafeBytes { buffer in
        unsafe csv_parse(
          &parser, buffer.baseAddress?.advanced(by: position), length, endOfCSVCell, endOfCSVRow, context)
      }
      guard consumed == length else { throw .badQuotes(file: file, line: line) }
      if let bad = collector.notText { throw .notText(file: file, line: bad, reason: "the line is not UTF-8 text") }
      collector.insideRow = unsafe parser.pstate == 2 || !collector.cells.isEmpty
      position = end
      line += 1
    }
    guard unsafe csv_fini(&parser, endOfCSVCell, endOfCSVRow, context) == 0 else {
      throw .badQuotes(file: file, line: collector.line)
    }
    if let bad = collector.notText { throw .notText(file: file, line: bad, reason: "the line is not UTF-8 text") }
    return collector.rows
  }

  /// The index after the line break that ends the line at `start`; rejects bytes that no text contains.
  private static func endOfLine(
    _ file: String, _ bytes: [UInt8], from start: Int, _ line: Int, _ isDocument: Bool
  ) throws(SeriesIOError) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == CSV_LF { break }
      if byte == CSV_CR, index == bytes.count || bytes[index] != CSV_LF { break }
      if isDocument, byte < 0x20, byte != CSV_TAB, byte != CSV_CR {
        throw .notText(file: file, line: line, reason: "byte \(byte) is not text; the file seems to be binary")
      }
      if index - start > longestLine { throw .lineTooLong(file: file, line: line, limit: longestLine) }
    }
    return index
  }

  /// What may separate cells.
  private static let separators = [UInt8(CSV_COMMA), UInt8(ascii: ";"), UInt8(CSV_TAB), UInt8(ascii: "|")]

  /// The separator that divides most lines into the same number of cells; a comma if none does.
  static func separator(ofLines bytes: [UInt8]) -> UInt8 {
    var lines = separators.map { _ in [Int: Int]() }
    var counts = separators.map { _ in 0 }
    var quoted = false
    for byte in bytes.prefix(longestLine) {
      if byte == CSV_QUOTE { quoted.toggle() }
      if quoted { continue }
      if byte == CSV_LF || byte == CSV_CR {
        for (index, count) in counts.enumerated() where count > 0 { lines[index][count, default: 0] += 1 }
        counts = counts.map { _ in 0 }
      } else if let index = separators.firstIndex(of: byte) {
        counts[index] += 1
      }
    }
    for (index, count) in counts.enumerated() where count > 0 { lines[index][count, default: 0] += 1 }
    let agreeing = lines.map { $0.values.max() ?? 0 }
    let most = agreeing.max() ?? 0
    return most > 0 ? separators[agreeing.firstIndex(of: most) ?? 0] : separators[0]
  }

  /// The most frequent separator in the first line, outside quotation marks; a comma if there is none.
  static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = separators
    var counts = candidates.map { _ in 0 }
    var quoted = false
    for byte in bytes.drop(while: { $0 == CSV_LF || $0 == CSV_CR }).prefix(longestLine) {
      if byte == CSV_QUOTE { quoted.toggle() }
      if quoted { continue }
      if byte == CSV_LF || byte == CSV_CR { break }
      if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
