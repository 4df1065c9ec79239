#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The rows of a panel sorted by series; rows of one series stay in their order.
///
/// Runs of ``runBytes`` are sorted in memory and written to files without a name in the folder for temporary files, which
/// vanish with the program however it ends; then all runs are merged (D. E. Knuth, *The Art of Computer Programming* 3,
/// 5.4).
final class SortedRows: RowSupply {
  let file: String
  var statesLines: Bool { true }

  /// The size of a run in memory.
  static let runBytes = 1 << 26
  private static let pieceBytes = 1 << 17

  private var header: [UInt8]
  private var runs: [Run] = []
  /// The runs that are not at their end, a heap with the least row in front.
  private var heap: [Int] = []

  /// What is to be sorted; nil once it is.
  private var source: PanelReader?
  private let runBytes: Int

  init(_ supply: any RowSupply, series: String, runBytes: Int = SortedRows.runBytes) throws(SeriesIOError) {
    file = supply.file
    self.runBytes = runBytes
    let reader = try PanelReader(supply, series: series)
    header = Self.headerRow(reader)
    source = reader
  }

  /// Reads all rows into sorted runs.
  private func sort(_ reader: PanelReader) throws(SeriesIOError) {
    var bytes: [UInt8] = []
    var rows: [Row] = []
    while try reader.rows.next() {
      let scanner = reader.rows
      let name = unsafe scanner.name().map { unsafe Array($0) } ?? []
      let row = unsafe scanner.bytes(scanner.start..<scanner.end)
      let needsFeed = unsafe row.last != 10
      rows.append(
        Row(
          order: Self.order(name), start: bytes.count, nameCount: name.count,
          rowCount: row.count + (needsFeed ? 1 : 0), line: scanner.rowLine))
      bytes.append(contentsOf: name)
      unsafe bytes.append(contentsOf: row)
      if needsFeed { bytes.append(10) }
      scanner.kept = scanner.end
      if bytes.count >= runBytes {
        runs.append(try Run(Self.sorted(bytes, rows), rows: rows.count))
        bytes.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
      }
    }
    if !rows.isEmpty { runs.append(try Run(Self.sorted(bytes, rows), rows: rows.count)) }
    for index in runs.indices where try runs[index].advance() { heap.append(index) }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  private static func headerRow(_ reader: PanelReader) -> [UInt8] {
    let cells = reader.header.map { cell in
      "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    return Array((cells.joined(separator: String(UnicodeScalar(reader.separator))) + "\n").utf8)
  }

  /// A row in memory: its name and then its bytes stand at `start`.
  private struct Row {
    let order: UInt64
    let start: Int
    let nameCount: Int
    let rowCount: Int
    let line: Int
  }

  /// The first eight bytes of a name, so that most comparisons are one.
  private static func order(_ name: [UInt8]) -> UInt64 {
    (0..<8).reduce(0) { $0 << 8 | ($1 < name.count ? UInt64(name[$1]) : 0) }
  }

  /// The rows in the order of their names, as a run is stored: counts and line, name, row.
  private static func sorted(_ bytes: [UInt8], _ rows: [Row]) -> [UInt8] {
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

  /// A run on the disk and the row that it is at.
  private struct Run {
    private let file: TemporaryFile
    private var piece: [UInt8] = []
    private var position = 0
    private(set) var name: [UInt8] = []
    private(set) var order: UInt64 = 0
    private(set) var row: [UInt8] = []
    private(set) var line = 0
    private var rest: Int

    init(_ bytes: [UInt8], rows: Int) throws(SeriesIOError) {
      file = try TemporaryFile(bytes)
      rest = rows
    }

    /// Goes to the next row; false at the end.
    mutating func advance() throws(SeriesIOError) -> Bool {
      guard rest > 0 else { return false }
      rest -= 1
      try need(24)
      var numbers = [0, 0, 0]
      for index in 0..<3 {
        numbers[index] = (0..<8).reduce(0) { $0 | Int(piece[position + 8 * index + $1]) << (8 * $1) }
      }
      try need(24 + numbers[0] + numbers[1])
      let start = position + 24
      name.replaceSubrange(name.startIndex..., with: piece[start..<(start + numbers[0])])
      row.replaceSubrange(
        row.startIndex..., with: piece[(start + numbers[0])..<(start + numbers[0] + numbers[1])])
      line = numbers[2]
      order = SortedRows.order(name)
      position = start + numbers[0] + numbers[1]
      return true
    }

    private mutating func need(_ count: Int) throws(SeriesIOError) {
      guard piece.count - position < count else { return }
      piece.removeFirst(position)
      position = 0
      while piece.count < count { try file.read(into: &piece, count: SortedRows.pieceBytes) }
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    if runs[left].order != runs[right].order { return runs[left].order < runs[right].order }
    if runs[left].name == runs[right].name { return left < right }
    return runs[left].name.lexicographicallyPrecedes(runs[right].name)
  }

  private func sink(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && precedes(heap[child], heap[least]) {
        least = child
      }
      if least == index { return }
      heap.swapAt(least, index)
      index = least
    }
  }

  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int {
    var count = 0
    func put(_ bytes: [UInt8]) {
      unsafe UnsafeMutableRawBufferPointer(rebasing: place[count...]).copyBytes(from: bytes)
      count += bytes.count
    }
    if !header.isEmpty {
      put(header)
      header = []
      // The header has a line too. The columns are looked at before anything is sorted.
      lines.append(1)
      return count
    }
    if let source {
      self.source = nil
      try sort(source)
    }
    while let first = heap.first {
      let row = runs[first].row
      guard row.count <= place.count - count else {
        // A row longer than the place is not a row of a table.
        if count == 0 { throw .lineTooLong(file: file, line: runs[first].line, limit: place.count) }
        break
      }
      put(row)
      lines.append(runs[first].line)
      if try !runs[first].advance() {
        let last = heap.removeLast()
        if heap.isEmpty { break }
        heap[0] = last
      }
      sink(0)
    }
    return count
  }
}

/// A file without a name, gone with the program.
private final class TemporaryFile {
  private let descriptor: Int32
  private var offset = 0

  init(_ bytes: [UInt8]) throws(SeriesIOError) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/churn-forecast-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(file: folder, reason: systemReason()) }
    _ = unsafe unlink(template)
    guard TextFile.writeAll(bytes[...], to: descriptor) else {
      let reason = systemReason()
      close(descriptor)
      throw .cannotWrite(file: folder, reason: reason)
    }
  }

  deinit { close(descriptor) }

  func read(into bytes: inout [UInt8], count: Int) throws(SeriesIOError) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let found = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress?.advanced(by: start), count, off_t(offset))
    }
    bytes.removeLast(count - max(found, 0))
    guard found > 0 else {
      throw .cannotRead(file: "temporary file", reason: found < 0 ? systemReason() : "it is too short")
    }
    offset += found
  }
}
