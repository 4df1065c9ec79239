#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Rows of a panel in memory, one after another in the order of arrival.
struct UnsortedRows {
  /// A row: its name and then its bytes begin at `start`.
  private struct Row {
    let order: UInt64
    let start: Int
    let nameCount: Int
    let rowCount: Int
    let line: Int
  }

  private var bytes: [UInt8] = []
  private var rows: [Row] = []

  /// The number of rows.
  var count: Int { rows.count }
  /// The bytes they occupy.
  var size: Int { bytes.count }

  /// Adds a row; a missing line feed is appended. Bounded by the count of the row, which is copied.
  mutating func append(name: [UInt8], _ row: UnsafeRawBufferPointer, line: Int) {
    let needsFeed = unsafe row.last != 10
    rows.append(
      Row(
        order: Self.order(name), start: bytes.count, nameCount: name.count, rowCount: row.count + (needsFeed ? 1 : 0),
        line: line))
    bytes.append(contentsOf: name)
    unsafe bytes.append(contentsOf: row)
    if needsFeed { bytes.append(10) }
  }

  /// Removes all rows.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }

  /// The first eight bytes of a name, so that most comparisons take one step.
  static func order(_ name: [UInt8]) -> UInt64 {
    (0..<8).reduce(0) { $0 << 8 | ($1 < name.count ? UInt64(name[$1]) : 0) }
  }

  /// The rows in the order of their names, and of one name in that of their lines, as a run is stored: the counts of bytes
  /// of name and row, the line, the name, the row.
  func sorted() -> [UInt8] {
    // Bounded by what `append` has counted: names and rows are within the bytes, one after another.
    unsafe bytes.withUnsafeBytes { all in
      func precedes(_ left: Row, _ right: Row) -> Bool {
        if left.order != right.order { return left.order < right.order }
        let common = min(left.nameCount, right.nameCount)
        var order: Int32 = 0
        if let base = all.baseAddress { order = unsafe memcmp(base + left.start, base + right.start, common) }
        if order != 0 { return order < 0 }
        return left.nameCount != right.nameCount ? left.nameCount < right.nameCount : left.line < right.line
      }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 24 * rows.count)
      for row in rows.sorted(by: precedes) {
        for number in [row.nameCount, row.rowCount, row.line] {
          unsafe withUnsafeBytes(of: UInt64(number)) { unsafe result.append(contentsOf: $0) }
        }
        unsafe result.append(contentsOf: all[row.start..<(row.start + row.nameCount + row.rowCount)])
      }
      return result
    }
  }
}
