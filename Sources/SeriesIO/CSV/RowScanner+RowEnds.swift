internal import CSVParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension RowScanner {
  /// Where the row at `position` ends; nil at the end of the file.
  func rowEnd() throws(SeriesIOError) -> Int? {
    while true {
      let count = filled - position
      if count > 0 {
        if let end = lineEnd() {
          isQuoted = nextQuote() < end
          guard isQuoted else { return end }
          if let end = quotedEnd() { return end }
          if isAtEnd || count > CSVDocument.longestLine { return end }
        } else if isAtEnd {
          isQuoted = nextQuote() < filled
          return filled
        } else if count > CSVDocument.longestLine {
          return try cutEnd()
        }
      } else if isAtEnd {
        return nil
      }
      try refill()
    }
  }

  /// The index after the first line break from `position` on; nil if there is none in the storage.
  private func lineEnd() -> Int? {
    let feed = first(UInt8(CSV_LF), from: position)
    let end = min(feed, nextReturn())
    return end < filled ? end + 1 : nil
  }

  /// The first quotation mark from `position` on; the end of the storage if there is none.
  func nextQuote() -> Int {
    if quote < position { quote = first(UInt8(CSV_QUOTE), from: position) }
    return quote
  }

  /// The first carriage return from `position` on that no line feed follows, where such end rows; the end of the storage if there is none. One
  /// at the end of the storage waits for the next byte, if there is one.
  func nextReturn() -> Int {
    if !endsInReturns { return filled }
    if carriageReturn < position { carriageReturn = firstReturn(from: position) }
    return carriageReturn
  }

  private func firstReturn(from start: Int) -> Int {
    var index = first(UInt8(CSV_CR), from: start)
    while index < filled, !endsRow(index) { index = first(UInt8(CSV_CR), from: index + 1) }
    return index
  }

  /// Whether a carriage return ends a row by itself. Bounded by `filled`.
  private func endsRow(_ index: Int) -> Bool {
    index + 1 < filled ? unsafe base[index + 1] != UInt8(CSV_LF) : isAtEnd
  }

  /// The first of these bytes from an index on; the end of the storage if there is none. Bounded by
  /// `filled`.
  private func first(_ byte: UInt8, from index: Int) -> Int {
    guard index < filled, let found = unsafe memchr(base + index, Int32(byte), filled - index) else { return filled }
    return unsafe base.distance(to: found.assumingMemoryBound(to: UInt8.self))
  }

  /// The end of a row with quotation marks; nil where it is not in the storage yet. Bounded by `filled`.
  private func quotedEnd() -> Int? {
    var index = position
    var state = CellState.notBegun
    while index < filled {
      let byte = unsafe base[index]
      if endsInReturns, byte == UInt8(CSV_CR), state != .quoted, endsRow(index) { return index + 1 }
      index += 1
      if state.takes(byte, separator: separator) == .rowEnd { return index }
    }
    return nil
  }

  /// Drops whatever a row has beyond ``CSVDocument/longestLine``, up to its line break; a header or a row that seems to have
  /// no end is an error.
  private func cutEnd() throws(SeriesIOError) -> Int {
    // Bounded: the row is longer than the cut, so that cut < filled, and what is moved ends at `filled`; the last line feed
    // has room after a refill that found nothing.
    var dropped = 0
    while true {
      guard isPastHeader, dropped < Self.longestRest else {
        throw .lineTooLong(file: file, line: line, limit: CSVDocument.longestLine)
      }
      let cut = position + CSVDocument.longestLine
      let feed = first(UInt8(CSV_LF), from: cut)
      let end = endsInReturns ? min(feed, firstReturn(from: cut)) : feed
      dropped += end - cut
      if end < filled {
        unsafe memmove(base + cut, base + end, filled - end)
        filled -= end - cut
        (quote, carriageReturn) = (-1, -1)
        isQuoted = nextQuote() <= cut
        return cut + 1
      }
      filled = cut
      (quote, carriageReturn) = (-1, -1)
      if isAtEnd {
        // The row stays recognisable by its length.
        // Cannot trap: a check of our own positions and shapes, which no input decides.
        precondition(filled < capacity)
        unsafe base[filled] = UInt8(CSV_LF)
        filled += 1
        isQuoted = nextQuote() < filled
        return filled
      }
      try refill()
    }
  }
}
