import SeriesIO

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Texts, in place or by a dictionary.
extension ArrowColumn {
  /// The months of a column of texts, counted since January of year 0.
  ///
  /// - Parameter take: receives row, month and the length of the text; nil for what is no month, ``noDate`` for nothing at all.
  /// - Throws: ``TableError/malformed(_:)`` for a text that lies nowhere.
  func forEachMonth(_ take: (Int, Int?, Int) throws(TableError) -> Void) throws(TableError) {
    let months = dictionary.map {
      $0.map { (month: $0.isEmpty ? Self.noDate : PlainMonth.ordinal($0), length: $0.utf8.count) }
    }
    for row in 0..<count {
      guard isValid(row) else {
        try take(row, Self.noDate, 0)
        continue
      }
      if let months {
        guard let place = integer(row), months.indices.contains(Int(place)) else {
          throw .malformed("column `\(name)`, row \(row): a position outside its dictionary")
        }
        try take(row, months[Int(place)].month, months[Int(place)].length)
      } else if let bytes = unsafe try bytes(row) {
        // Bounded by the count of the bytes.
        try take(row, unsafe PlainMonth.ordinal(bytes), bytes.count)
      } else {
        try take(row, Self.noDate, 0)
      }
    }
  }

  /// The text in a row; a whole number as its digits; nil where there is none.
  ///
  /// - Throws: ``TableError/malformed(_:)`` for a text that lies nowhere or is not UTF-8.
  func text(_ row: Int) throws(TableError) -> String? {
    guard isValid(row) else { return nil }
    if let dictionary {
      guard let place = integer(row), dictionary.indices.contains(Int(place)) else {
        throw .malformed("column `\(name)`, row \(row): a position outside its dictionary")
      }
      return dictionary[Int(place)]
    }
    switch type {
    case .integer(8, false): return "\(load(row, UInt64.self))"
    case .integer: return integer(row).map { "\($0)" }
    case .text, .textView:
      guard let bytes = unsafe try bytes(row) else { return "" }
      // Bounded by the count of the bytes.
      guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
        throw .malformed("column `\(name)`, row \(row): a text that is not UTF-8")
      }
      return text
    default: return nil
    }
  }

  /// The row after the last one that has the same text or number as a row; of texts and whole numbers.
  ///
  /// - Throws: ``TableError/malformed(_:)`` for a text that lies nowhere.
  func end(ofRunFrom row: Int) throws(TableError) -> Int {
    var end = row + 1
    while end < count, try repeatsBefore(end) { end += 1 }
    return end
  }

  /// Whether a row has the same text or number as the row before it.
  private func repeatsBefore(_ row: Int) throws(TableError) -> Bool {
    guard isValid(row), isValid(row - 1) else { return false }
    switch type {
    case .text, .textView:
      let (one, other) = unsafe (try bytes(row - 1), try bytes(row))
      guard let one = unsafe one, let other = unsafe other else { return unsafe one == nil && other == nil }
      // Bounded by the count that both have.
      return unsafe one.count == other.count
        // Cannot trap: neither is empty.
        && memcmp(one.baseAddress.unsafelyUnwrapped, other.baseAddress.unsafelyUnwrapped, one.count) == 0
    case .integer(8, false): return load(row, UInt64.self) == load(row - 1, UInt64.self)
    default: return integer(row) == integer(row - 1)
    }
  }

  /// The bytes of a text; nil where there are none. Bounded by two offsets that ascend, or the length that a view states.
  private func bytes(_ row: Int) throws(TableError) -> UnsafeRawBufferPointer? {
    let place = offset + row
    func malformed(_ problem: String) -> TableError { .malformed("column `\(name)`, row \(row): \(problem)") }
    if case .text(let size) = type {
      let start = size == 4 ? Int64(load(row, Int32.self)) : load(row, Int64.self)
      let end = size == 4 ? Int64(load(row + 1, Int32.self)) : load(row + 1, Int64.self)
      guard start >= 0, start <= end, end - start <= Self.longestText else {
        throw malformed("offsets \(start) and \(end)")
      }
      guard end > start else { return nil }
      guard let data = unsafe buffers[1] else { throw malformed("a text without bytes") }
      return unsafe UnsafeRawBufferPointer(start: data + Int(start), count: Int(end - start))
    }
    // Cannot trap: the initialiser refuses columns without views.
    let view = unsafe buffers[0].unsafelyUnwrapped + 16 * place
    let length = unsafe Int(view.loadUnaligned(as: Int32.self))
    guard length >= 0, length <= Self.longestText else { throw malformed("a view of length \(length)") }
    guard length > 0 else { return nil }
    if length <= 12 { return unsafe UnsafeRawBufferPointer(start: view + 4, count: length) }
    let buffer = unsafe Int(view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
    let start = unsafe Int(view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
    // The last buffer has the lengths of the others.
    guard start >= 0, unsafe (0..<(buffers.count - 2)).contains(buffer), let data = unsafe buffers[buffer + 1] else {
      throw malformed("a view into buffer \(buffer)")
    }
    // Bounded by the lengths of the buffers, where they are stated.
    if let lengths = unsafe buffers[buffers.count - 1] {
      let size = unsafe lengths.loadUnaligned(fromByteOffset: 8 * buffer, as: Int64.self)
      guard Int64(start) + Int64(length) <= size else { throw malformed("a view beyond its buffer") }
    }
    return unsafe UnsafeRawBufferPointer(start: data + start, count: length)
  }

  /// Longer than any text in a table.
  private static let longestText: Int64 = 1 << 30
}
