internal import CSVParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the rows of a CSV file and the name of their series, without splitting the other cells.
///
/// A row ends at the first line feed outside quotation marks, or at a carriage return where the header ends with one; a quotation mark opens
/// a cell only at its beginning, as libcsv does. Where a quotation is never closed, the row ends at its first line break
/// and libcsv rejects it, so that one bad cell does not swallow the rows after it. Of a row longer than
/// ``CSVDocument/longestLine`` only the beginning is kept.
///
/// All positions lie within the storage: 0 ≤ kept ≤ start ≤ end ≤ position ≤ filled ≤ capacity, or a trap. Bytes that a
/// function returns without copying are those of the storage until the next row is looked for.
@safe final class RowScanner {
  let supply: any RowSupply
  var base: UnsafeMutablePointer<UInt8>
  var capacity: Int
  var filled = 0
  var position = 0
  var line = 1
  var isAtEnd = false
  private var lines: [Int] = []
  private var nextLine = 0
  /// Where a name without its quotation marks is put: at least as many bytes as its row.
  private var unquoted: UnsafeMutableBufferPointer<UInt8>

  /// Bytes from here on are kept; moves when the storage does.
  var kept = 0
  /// The cells' separator, known after the header.
  var separator = UInt8(CSV_COMMA)
  /// The position of the cell with the name.
  var nameIndex = 0

  /// The row that ``next()`` found: where it begins and where the next begins.
  private(set) var start = 0
  private(set) var end = 0
  /// Its first line.
  private(set) var rowLine = 0
  /// Whether there is a quotation mark in it.
  var isQuoted = false
  /// The first quotation mark from `position` on, within the searched storage; before `position` where the search is
  /// still to be done.
  var quote = -1
  /// The first carriage return that ends a row, in the same way.
  var carriageReturn = -1

  init(_ supply: any RowSupply) {
    self.supply = supply
    capacity = 1 << 19
    // Bounded by `capacity`, which says how many bytes the storage has.
    unsafe base = .allocate(capacity: capacity)
    unsafe unquoted = .allocate(capacity: 0)
  }

  // Bounded: both were allocated here, and nothing else frees them but what takes their place.
  deinit {
    unsafe base.deallocate()
    unsafe unquoted.deallocate()
  }

  var file: String { supply.file }
  var statesLines: Bool { supply.statesLines }

  /// Bytes of the storage.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(range.lowerBound >= 0 && range.upperBound <= filled)
    // Bounded by `filled`.
    return unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Whether rows end with carriage returns alone, as the header does; elsewhere a lone one is a fault of its row.
  private(set) var endsInReturns = true
  /// Whether the header was read.
  private(set) var isPastHeader = false
  /// A row that is longer by more than this has no end.
  static let longestRest = 1 << 28

  /// Whether the row is longer than any table row; its storage ends at that length.
  var isTooLong: Bool { end - start > CSVDocument.longestLine }

  /// The name of the row's series, without surrounding blanks and quotation marks; nil if the row is too short.
  func name() -> UnsafeRawBufferPointer? {
    // Bounded by the row, which is within the storage: start ≤ cell ≤ stop ≤ end.
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(0 <= start && start <= end && end <= filled)
    if isQuoted { return unsafe quotedName() }
    var cell = start
    for _ in 0..<nameIndex {
      guard let found = unsafe memchr(base + cell, Int32(separator), end - cell) else { return nil }
      cell = unsafe base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    var stop =
      unsafe memchr(base + cell, Int32(separator), end - cell).map {
        unsafe base.distance(to: $0.assumingMemoryBound(to: UInt8.self))
      } ?? end
    while stop > cell {
      guard unsafe base[stop - 1] <= 0x20 else { break }
      stop -= 1
    }
    while cell < stop {
      guard unsafe base[cell] <= 0x20 else { break }
      cell += 1
    }
    return unsafe UnsafeRawBufferPointer(start: base + cell, count: stop - cell)
  }

  /// The beginning of all rows that start with a name as it is, without blanks or quotation marks: the name
  /// and a separator; empty where rows may begin in another way.
  func beginning(of name: [UInt8]) -> [UInt8] {
    guard nameIndex == 0, let first = name.first, let last = name.last, min(first, last) > 0x20,
      !name.contains(where: { $0 == separator || $0 == UInt8(CSV_QUOTE) || $0 == UInt8(CSV_LF) })
    else { return [] }
    return name + [separator]
  }

  /// Advances to the last of the next rows that begin with these bytes, are in the storage, have no quotation
  /// mark and end before `limit`.
  ///
  /// - Returns: false if the next row is not one of them.
  func passRows(beginning: [UInt8], limit: Int) -> Bool {
    guard !beginning.isEmpty, !supply.statesLines else { return false }
    // Bounded by `stop`, which is at most `filled`.
    let stop = min(nextQuote(), nextReturn(), filled, limit)
    var (row, next) = (start, position)
    var rows = 0
    while next + beginning.count <= stop, unsafe memcmp(base + next, beginning, beginning.count) == 0 {
      guard let feed = unsafe memchr(base + next, Int32(CSV_LF), stop - next) else { break }
      row = next
      next = unsafe base.distance(to: feed.assumingMemoryBound(to: UInt8.self)) + 1
      rows += 1
    }
    guard rows > 0 else { return false }
    (start, end, position) = (row, next, next)
    rowLine = line + rows - 1
    line += rows
    isQuoted = false
    return true
  }

  /// The bytes of the header: the first row that is not blank.
  func header() throws(SeriesIOError) -> [UInt8]? {
    // Bounded by the storage: `bytes` checks its range.
    while filled < 4, !isAtEnd { try refill() }
    let mark = unsafe Array(bytes(0..<min(3, filled)))
    if mark.starts(with: [0xFF, 0xFE]) || mark.starts(with: [0xFE, 0xFF]) {
      throw .notText(file: file, line: 1, reason: "the file is UTF-16")
    }
    if mark == [0xEF, 0xBB, 0xBF] { position = 3 }
    kept = position
    guard try next() else { return nil }
    if isTooLong { throw .lineTooLong(file: file, line: rowLine, limit: CSVDocument.longestLine) }
    let header = unsafe Array(bytes(start..<end))
    separator = CSVDocument.separator(header[...])
    // Quotation marks were searched for with the usual separator; search again with the actual one.
    position = start
    line = rowLine
    nextLine = 0
    guard try next() else { return nil }
    endsInReturns = unsafe end > start && base[end - 1] == UInt8(CSV_CR)
    (quote, carriageReturn) = (-1, -1)
    kept = end
    isPastHeader = true
    // Bounded by the storage: `bytes` checks its range.
    return unsafe Array(bytes(start..<end))
  }

  /// Advances to the next row that is not blank.
  ///
  /// - Returns: false at the end.
  func next() throws(SeriesIOError) -> Bool {
    // Bounded by the end of the row that was found.
    while true {
      guard let found = try rowEnd() else { return false }
      (start, end) = (position, found)
      position = found
      rowLine = line
      if supply.statesLines, nextLine < lines.count {
        rowLine = lines[nextLine]
        nextLine += 1
      }
      line += isQuoted ? lineBreaks(start..<end) : 1
      var first = start
      while first < end {
        let byte = unsafe base[first]
        guard byte == UInt8(CSV_LF) || byte == UInt8(CSV_CR) else { break }
        first += 1
      }
      if first < end, !isBlank(first) { return true }
    }
  }

  /// Whether there is nothing in a row but separators and blanks, as spreadsheets write below a table. Bounded by the row.
  private func isBlank(_ first: Int) -> Bool {
    var index = first
    while index < end {
      let byte = unsafe base[index]
      guard byte == separator || byte == UInt8(CSV_SPACE) || byte == UInt8(CSV_LF) || byte == UInt8(CSV_CR) else {
        return false
      }
      index += 1
    }
    return true
  }

  /// Line feeds, and carriage returns before anything else where rows end with those. Bounded by the row, whose indices are counted.
  private func lineBreaks(_ range: Range<Int>) -> Int {
    let row = unsafe bytes(range)
    return row.indices.count { index in
      unsafe row[index] == UInt8(CSV_LF)
        || (endsInReturns && row[index] == UInt8(CSV_CR) && (index + 1 == row.count || row[index + 1] != UInt8(CSV_LF)))
    }
  }

  private func quotedName() -> UnsafeRawBufferPointer? {
    // Bounded: a name has no more bytes than its row, which is within the storage.
    if unsafe unquoted.count < end - start {
      unsafe unquoted.deallocate()
      unsafe unquoted = .allocate(capacity: max(1 << 10, 2 * (end - start)))
    }
    var count = 0
    var state = CellState.notBegun
    var cell = 0
    var wasQuoted = false
    for index in start..<end {
      let byte = unsafe base[index]
      let event = state.takes(byte, separator: separator)
      if event == .cellEnd || event == .rowEnd {
        if cell == nameIndex { break }
        cell += 1
      }
      guard cell == nameIndex else { continue }
      if state == .quoted { wasQuoted = true }
      if event == .byte {
        unsafe unquoted[count] = byte
        count += 1
      }
    }
    // A quotation that is not closed is no name: its row is rejected with those of the preceding series.
    guard cell == nameIndex, state != .quoted else { return nil }
    while !wasQuoted, count > 0, unsafe unquoted[count - 1] <= 0x20 { count -= 1 }
    return unsafe UnsafeRawBufferPointer(start: unquoted.baseAddress, count: count)
  }

  /// Drops the stored bytes before `position`, for example of a series that is too long.
  func drop(_ range: Range<Int>) {
    guard !range.isEmpty, range.upperBound <= position else { return }
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(kept <= range.lowerBound && position <= filled)
    // Bounded by `filled`, where what is moved ends.
    unsafe memmove(base + range.lowerBound, base + range.upperBound, filled - range.upperBound)
    filled -= range.count
    position -= range.count
    (quote, carriageReturn) = (-1, -1)
  }

  /// Reads more after moving the kept bytes to the front.
  func refill() throws(SeriesIOError) {
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(0 <= kept && kept <= position && position <= filled && filled <= capacity)
    // Bounded by these positions; twice the storage has room for the place, which the supply does not leave.
    if kept > 0 {
      unsafe memmove(base, base + kept, filled - kept)
      filled -= kept
      position -= kept
      kept = 0
    }
    if nextLine > 1 << 12 {
      lines.removeFirst(nextLine)
      nextLine = 0
    }
    if capacity - filled < 1 << 18 {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      unsafe memcpy(larger, base, filled)
      unsafe base.deallocate()
      unsafe base = larger
      capacity *= 2
    }
    let place = unsafe UnsafeMutableRawBufferPointer(start: base + filled, count: 1 << 18)
    let found = try unsafe supply.fill(place, lines: &lines)
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition((0...place.count).contains(found))
    if found == 0 { isAtEnd = true }
    filled += found
    (quote, carriageReturn) = (-1, -1)
  }
}
