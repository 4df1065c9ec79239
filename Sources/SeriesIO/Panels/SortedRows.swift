/// The rows of a panel sorted by series; rows of one series stay in their order.
///
/// Runs of ``runBytes`` are sorted in memory and written to files without a name in the folder for temporary files, which
/// vanish with the program, however it ends; then all runs are merged (D. E. Knuth, *The Art of Computer Programming*
/// 3, 5.4).
final class SortedRows: RowSupply {
  let file: String
  var statesLines: Bool { true }

  /// The size of a run in memory.
  static let runBytes = 1 << 26

  private var header: [UInt8]
  private var runs: [SortedRun] = []
  /// The unfinished runs, a heap with the smallest row at the front.
  private var heap: [Int] = []

  /// The rows to be sorted; nil once they are sorted.
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
    var rows = UnsortedRows()
    while try reader.rows.next() {
      let scanner = reader.rows
      let name = unsafe scanner.name().map { unsafe Array($0) } ?? []
      unsafe rows.append(name: name, scanner.bytes(scanner.start..<scanner.end), line: scanner.rowLine)
      scanner.kept = scanner.end
      if rows.size >= runBytes {
        runs.append(try SortedRun(rows))
        rows.removeAll()
      }
    }
    if rows.count > 0 { runs.append(try SortedRun(rows)) }
    for index in runs.indices where try runs[index].advance() { heap.append(index) }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  private static func headerRow(_ reader: PanelReader) -> [UInt8] {
    let cells = reader.header.map { cell in
      "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    return Array((cells.joined(separator: String(UnicodeScalar(reader.separator))) + "\n").utf8)
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
      // The header has a line too. The columns are checked before anything is sorted.
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
        // A row longer than the buffer is not a table row.
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
