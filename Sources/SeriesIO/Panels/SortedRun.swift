/// A run on disk and its current row.
struct SortedRun {
  /// How much is read at a time, so that the pieces of all runs together stay small.
  var pieceBytes = 1 << 17

  private let file: TemporaryFile
  /// The bytes of the run that are still on the disk.
  private var onDisk: Range<Int>
  private var piece: [UInt8] = []
  private var position = 0
  /// The current row: its name with the first eight bytes of it, its bytes, and its line.
  private(set) var name: [UInt8] = []
  private(set) var order: UInt64 = 0
  private(set) var row: [UInt8] = []
  private(set) var line = 0
  private var rest: Int

  /// Writes sorted rows to the end of a file.
  init(_ rows: UnsortedRows, in file: TemporaryFile) throws(SeriesIOError) {
    self.file = file
    onDisk = try file.append(rows.sorted())
    rest = rows.count
  }

  /// Advances to the next row; false at the end.
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
    order = UnsortedRows.order(name)
    position = start + numbers[0] + numbers[1]
    return true
  }

  private mutating func need(_ count: Int) throws(SeriesIOError) {
    guard piece.count - position < count else { return }
    piece.removeFirst(position)
    position = 0
    guard piece.count < count else { return }
    let size = min(onDisk.count, max(pieceBytes, count - piece.count))
    try file.read(onDisk.lowerBound..<(onDisk.lowerBound + size), into: &piece)
    onDisk = (onDisk.lowerBound + size)..<onDisk.upperBound
  }
}
