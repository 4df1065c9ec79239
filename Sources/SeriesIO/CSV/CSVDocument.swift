internal import CSVParser

/// A file of comma-separated values: header and rows, as text.
///
/// The separator (`,` `;` or tab) is the one that occurs most often in the header. Quoted cells, CRLF and a byte-order
/// mark are understood; blank lines are skipped; every row must have as many cells as the header.
struct CSVDocument: Sendable {
  /// A row and the line where it begins.
  struct Row: Sendable {
    /// Its first line, counted from 1.
    let line: Int
    /// Its cells, without surrounding blanks.
    let cells: [String]
  }

  let file: String
  let header: [String]
  let rows: [Row]

  /// The longest line accepted as a table row.
  static let longestLine = 1 << 20

  init(file: String, bytes: [UInt8]) throws(SeriesIOError) {
    self.file = file
    var all = try Self.parse(file, bytes)
    guard !all.isEmpty else { throw .noRows(file: file, hasHeader: false) }
    header = all.removeFirst().cells
    guard !all.isEmpty else { throw .noRows(file: file, hasHeader: true) }
    if let row = all.first(where: { [header] in $0.cells.count != header.count }) {
      throw .raggedRow(file: file, line: row.line, cells: row.cells.count, expected: header.count)
    }
    rows = all
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
  /// - Returns: the rows that are not blank.
  /// - Throws: ``SeriesIOError`` for what is not CSV.
  static func parse(
    _ file: String, _ bytes: [UInt8], separator: UInt8? = nil, firstLine: Int = 1, isDocument: Bool = true
  ) throws(SeriesIOError) -> [Row] {
    let start = isDocument && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if isDocument, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notText(file: file, line: 1, reason: "the file is UTF-16")
    }
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

  /// The most frequent of `,` `;` and tab in the first line, outside quotation marks; a comma if there is none.
  static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(CSV_COMMA), UInt8(ascii: ";"), UInt8(CSV_TAB)]
    var counts = [0, 0, 0]
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
