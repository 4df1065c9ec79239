/// The rows of a panel sorted by series; rows of one series stay in their order.
///
/// Runs of ``runBytes`` are sorted in memory and written one after another to a file without a name in the folder for
/// temporary files, which vanishes with the program, however it ends; then all runs are merged (D. E. Knuth, *The Art of
/// Computer Programming* 3, 5.4).
final class SortedRows: RowSupply {
  let file: String
  var statesLines: Bool { true }

  /// The size of a run in memory.
  static let runBytes = 1 << 26

  /// The bytes to hand over next: the header, then row after row.
  private var piece: [UInt8]
  private var offset = 0
  /// The line of the header; nil once it is handed over.
  private var headerLine: Int?
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
    // The columns are checked before anything is sorted.
    piece = reader.headerRow
    headerLine = reader.rows.rowLine
    source = reader
  }

  /// Reads all rows into sorted runs.
  private func sort(_ reader: PanelReader) throws(SeriesIOError) {
    var rows = UnsortedRows()
    let disk = try TemporaryFile()
    // Bounded by the storage of the scanner, which checks its ranges; rows are copied before the next is looked for.
    while try reader.rows.next() {
      let scanner = reader.rows
      let name = unsafe scanner.name().map { unsafe Array($0) } ?? []
      unsafe rows.append(name: name, scanner.bytes(scanner.start..<scanner.end), line: scanner.rowLine)
      scanner.kept = scanner.end
      if rows.size >= runBytes {
        runs.append(try SortedRun(rows, in: disk))
        rows.removeAll()
      }
    }
    if rows.count > 0 { runs.append(try SortedRun(rows, in: disk)) }
    let pieceBytes = max(1 << 12, min(1 << 17, runBytes / max(1, runs.count)))
    for index in runs.indices { runs[index].pieceBytes = pieceBytes }
    for index in runs.indices where try runs[index].advance() { heap.append(index) }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
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
    // Bounded by the place and the piece: `size` is the smaller of what is left of both.
    var count = 0
    if let line = headerLine {
      lines.append(line)
      headerLine = nil
    }
    // A row may be larger than the place and then takes several turns.
    while count < place.count {
      if offset == piece.count, try !nextRow(&lines) { break }
      let size = min(place.count - count, piece.count - offset)
      unsafe UnsafeMutableRawBufferPointer(rebasing: place[count..<(count + size)])
        .copyBytes(from: piece[offset..<(offset + size)])
      count += size
      offset += size
    }
    return count
  }

  /// Fetches the next row; false at the end.
  private func nextRow(_ lines: inout [Int]) throws(SeriesIOError) -> Bool {
    if let source {
      self.source = nil
      try sort(source)
    }
    guard let first = heap.first else { return false }
    piece.replaceSubrange(piece.startIndex..., with: runs[first].row)
    offset = 0
    lines.append(runs[first].line)
    if try !runs[first].advance() {
      let last = heap.removeLast()
      if heap.isEmpty { return true }
      heap[0] = last
    }
    sink(0)
    return true
  }
}
