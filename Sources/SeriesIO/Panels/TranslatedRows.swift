import Series

/// The rows of a panel whose cells are written as people write them, put into plain form: months as YYYY-MM, numbers as programs
/// write them, users in ones.
///
/// A panel is read so where its head is not plain. All of it is in memory meanwhile, so that a column can decide on its notation as
/// in other files; cells that cannot be read stay as they are, and only their series fail.
final class TranslatedRows: RowSupply {
  let file: String
  var statesLines: Bool { true }
  /// What had to be decided.
  let remarks: [ReadingRemark]
  private let rows: [(line: Int, bytes: [UInt8])]
  private var next = 0
  private var offset = 0

  /// The largest file that is translated.
  private static let largest = 1 << 26
  /// The bytes at the start of a file that show whether it is plain.
  private static let head = 1 << 16

  /// The rows of a file; nil where it is plain.
  ///
  /// - Parameters:
  ///   - input: the file, of which nothing is read.
  ///   - columns: the columns that are read.
  /// - Throws: ``SeriesIOError`` when it is no table, its months or numbers can be read in two ways, or it cannot be read as a whole and
  ///   options ask for more than its plain form.
  init?(_ input: InputFile, _ columns: PanelColumns) throws(SeriesIOError) {
    let path = input.name
    guard let size = input.stamp?.size, path != "-" else {
      guard !columns.isStated else { throw .notPlain(file: path) }
      return nil
    }
    let opened = try InputFile(path: path)
    var head = [UInt8](repeating: 0, count: Self.head)
    head.removeLast(head.count - (try opened.read(into: &head)))
    guard !columns.arePlain(head, in: path) else { return nil }
    guard size <= Self.largest else { throw .notPlain(file: path) }
    file = path
    let document = try CSVDocument(file: path, bytes: TextFile.bytes(of: path), kind: .panel)
      .withMonths(columns.reading.month, series: columns.series, isPanel: true).stackingColumns(columns)
    var translation = PanelTranslation(document, columns)
    try translation.run()
    remarks = document.remarks + translation.remarks
    rows = translation.rows
  }

  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int {
    var count = 0
    while count < place.count, next < rows.count {
      let row = rows[next]
      if offset == 0 { lines.append(row.line) }
      let size = min(place.count - count, row.bytes.count - offset)
      // Bounded by the place and the row: the smaller of what is left of both.
      unsafe UnsafeMutableRawBufferPointer(rebasing: place[count..<(count + size)])
        .copyBytes(from: row.bytes[offset..<(offset + size)])
      count += size
      offset += size
      if offset == row.bytes.count { (next, offset) = (next + 1, 0) }
    }
    return count
  }
}
