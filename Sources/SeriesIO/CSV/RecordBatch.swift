/// Rows of a CSV file, their cells one after another as bytes.
package struct RecordBatch: Sendable {
  /// The bytes of all cells.
  package fileprivate(set) var bytes: [UInt8] = []
  /// The end of every cell within the bytes.
  fileprivate(set) var ends: [Int] = []
  /// The end of every row within the cells.
  fileprivate(set) var rows: [Int] = []
  /// The line in which every row begins.
  fileprivate(set) var lines: [Int] = []

  /// The number of rows.
  package var count: Int { rows.count }

  /// The line in which a row begins, counted from 1.
  package func line(_ row: Int) -> Int { lines[row] }

  /// The number of cells of a row.
  package func width(_ row: Int) -> Int { rows[row] - (row == 0 ? 0 : rows[row - 1]) }

  /// The bytes of a cell, without surrounding blanks.
  package func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> { bytes[place(row, column)] }

  /// The place of a cell's bytes among all.
  package func place(_ row: Int, _ column: Int) -> Range<Int> {
    let index = (row == 0 ? 0 : rows[row - 1]) + column
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Whether a cell has these bytes.
  package func isCell(_ row: Int, _ column: Int, _ other: [UInt8]) -> Bool {
    let index = (row == 0 ? 0 : rows[row - 1]) + column
    let start = index == 0 ? 0 : ends[index - 1]
    let count = ends[index] - start
    guard count == other.count else { return false }
    for place in 0..<count where bytes[start + place] != other[place] { return false }
    return true
  }

  /// The text of a cell; nil if it is not UTF-8.
  package func text(_ row: Int, _ column: Int) -> String? { String(validating: cell(row, column), as: UTF8.self) }

  /// Takes out all rows, but not the cells of one that has not ended.
  mutating func clear() {
    let done = rows.last ?? 0
    let start = done == 0 ? 0 : ends[done - 1]
    bytes.removeSubrange(..<start)
    ends.removeSubrange(..<done)
    for index in ends.indices { ends[index] -= start }
    rows.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }
}

/// What libcsv's callbacks collect.
struct RecordCollector {
  var batch = RecordBatch()
  /// The line that is being read.
  private var line = 1
  /// The line in which the row began; nil between rows.
  private var began: Int?
  /// Whether the row before ended with a carriage return, to which a line feed belongs.
  private var isAfterReturn = false

  /// Takes a cell. Bounded by the count of its bytes.
  @inline(__always)
  mutating func take(_ cell: UnsafeRawBufferPointer) {
    began = began ?? line
    isAfterReturn = false
    unsafe batch.bytes.append(contentsOf: cell)
    batch.ends.append(batch.bytes.count)
    // Line breaks within quotation marks.
    line += unsafe cell.count { $0 == 0x0A }
  }

  mutating func endRow(_ terminator: Int32) {
    if let began {
      batch.rows.append(batch.ends.count)
      batch.lines.append(began)
    }
    if !(terminator == 0x0A && isAfterReturn && began == nil) { line += 1 }
    isAfterReturn = terminator == 0x0D
    began = nil
  }

  /// The line of the row that is being read.
  var place: Int { began ?? line }
}

/// Called by libcsv at the end of a cell; `context` is a ``RecordCollector``.
func endOfRecordCell(_ text: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
  // Bounded: libcsv states the count of bytes of the cell; the context is the collector that the reader lends it.
  guard let context = unsafe context else { return }
  unsafe context.assumingMemoryBound(to: RecordCollector.self).pointee.take(
    UnsafeRawBufferPointer(start: text, count: count))
}

/// Called by libcsv at the end of a row; `context` is a ``RecordCollector``.
func endOfRecordRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  // Bounded: the context is the collector that the reader lends.
  guard let context = unsafe context else { return }
  unsafe context.assumingMemoryBound(to: RecordCollector.self).pointee.endRow(terminator)
}
