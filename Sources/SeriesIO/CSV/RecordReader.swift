internal import CSVParser

/// Reads a CSV file of any length, some rows at a time, in memory that does not grow.
///
/// The separator is that of ``CSVDocument``. Blank rows are skipped, every row has as many cells as the header; what stands in the cells is left
/// to the caller.
@safe package final class RecordReader {
  /// How messages call the file.
  package let file: String
  /// The names of the columns.
  package private(set) var header: [String] = []
  private let input: InputFile
  private var buffer: [UInt8]
  /// Bounded by libcsv, which grows its storage; it keeps no address of ours.
  private var parser = unsafe csv_parser()
  private var collector = RecordCollector()
  private var isAtEnd = false
  /// A longer row is one whose quotation mark is not closed.
  private static let longestRow = 1 << 24
  private var bytesSinceRow = 0

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - beginning: bytes that were read from it before.
  /// - Throws: ``SeriesIOError`` for what is not CSV in UTF-8.
  package init(_ input: InputFile, beginning: [UInt8] = []) throws(SeriesIOError) {
    self.input = input
    file = input.name
    buffer = [UInt8](repeating: 0, count: 1 << 18)
    var first = beginning
    if first.isEmpty { first = try read() }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) || first.prefix(64).contains(0) {
      throw .notText(file: file, line: 1, reason: "the file is UTF-16 or binary")
    }
    if first.starts(with: [0xEF, 0xBB, 0xBF]) { first.removeFirst(3) }
    // Bounded by the parser: the call only fills a structure.
    guard unsafe csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)) == 0 else {
      // Cannot trap: the call only fills a structure.
      preconditionFailure("libcsv could not be started")
    }
    unsafe csv_set_delim(&parser, CSVDocument.separator(ofLines: first))
    try split(first)
    while collector.batch.count == 0, !isAtEnd { try split(read()) }
    guard collector.batch.count > 0 else { throw .noRows(file: file, hasHeader: false) }
    header = (0..<collector.batch.width(0)).map { collector.batch.text(0, $0) ?? "" }
    isFirst = true
  }

  // Bounded by the parser, which nothing uses any more.
  deinit { unsafe csv_free(&parser) }

  /// Whether the header is still among the rows.
  private var isFirst = false

  private func read() throws(SeriesIOError) -> [UInt8] {
    let count = try input.read(into: &buffer)
    isAtEnd = count == 0
    return Array(buffer[..<count])
  }

  private func split(_ bytes: [UInt8]) throws(SeriesIOError) {
    let isLast = isAtEnd
    let rows = collector.batch.count
    // Bounded by the count of the bytes; the collector is lent for the call only.
    let isWell = unsafe bytes.withUnsafeBytes { bytes in
      unsafe withUnsafeMutablePointer(to: &collector) { collector in
        let count = unsafe csv_parse(
          &parser, bytes.baseAddress, bytes.count, endOfRecordCell, endOfRecordRow, collector)
        guard count == bytes.count else { return false }
        guard isLast else { return true }
        return unsafe csv_fini(&parser, endOfRecordCell, endOfRecordRow, collector) == 0
      }
    }
    bytesSinceRow = collector.batch.count > rows ? 0 : bytesSinceRow + bytes.count
    guard isWell, bytesSinceRow <= Self.longestRow else { throw .badQuotes(file: file, line: collector.place) }
  }

  /// Calls with the next rows, until there are no more.
  ///
  /// - Parameters:
  ///   - wrap: makes an error of the caller's of one of reading.
  ///   - body: takes rows; of the first call the header is not among them.
  /// - Throws: ``SeriesIOError``, or what the body throws.
  package func forEach<Failure: Error>(
    as wrap: (SeriesIOError) -> Failure, _ body: (RecordBatch, _ rows: Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    while true {
      let first = isFirst ? 1 : 0
      isFirst = false
      for row in first..<max(first, collector.batch.count) where collector.batch.width(row) != header.count {
        throw wrap(
          .raggedRow(
            file: file, line: collector.batch.line(row), cells: collector.batch.width(row), expected: header.count))
      }
      if collector.batch.count > first { try body(collector.batch, first..<collector.batch.count) }
      collector.batch.clear()
      if isAtEnd { return }
      do {
        try split(read())
      } catch {
        throw wrap(error)
      }
    }
  }
}
