/// What libcsv's callbacks collect.
final class CSVCollector {
  var rows: [CSVDocument.Row] = []
  var cells: [String] = []
  /// The line in which the current row began.
  var line = 1
  /// Whether a row is open because a quoted cell continues in the next line.
  var insideRow = false
  /// The line of the first cell that is not UTF-8.
  var notText: Int?
}

/// Called by libcsv at the end of a cell; `context` is a ``CSVCollector``.
func endOfCSVCell(_ text: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  let collector = unsafe Unmanaged<CSVCollector>.fromOpaque(context).takeUnretainedValue()
  // Bounded: libcsv states the count of bytes of the cell; the context is the collector that the caller handed over.
  let bytes = unsafe UnsafeRawBufferPointer(start: text, count: count)
  if let cell = unsafe String(validating: bytes, as: UTF8.self) {
    collector.cells.append(cell)
  } else {
    collector.notText = collector.notText ?? collector.line
    collector.cells.append("")
  }
}

/// Called by libcsv at the end of a row; `context` is a ``CSVCollector``.
func endOfCSVRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  // Bounded: the context is the collector that the caller handed over and still holds.
  guard let context = unsafe context else { return }
  let collector = unsafe Unmanaged<CSVCollector>.fromOpaque(context).takeUnretainedValue()
  collector.rows.append(CSVDocument.Row(line: collector.line, cells: collector.cells))
  collector.cells = []
}
