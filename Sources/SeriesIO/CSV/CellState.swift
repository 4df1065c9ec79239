internal import CSVParser

/// The parser state within a CSV cell, byte by byte, as in libcsv.
enum CellState {
  case notBegun, plain, quoted, closed

  enum Event { case none, byte, cellEnd, rowEnd }

  /// Advances by one byte.
  mutating func takes(_ byte: UInt8, separator: UInt8) -> Event {
    if self == .quoted {
      guard byte == UInt8(CSV_QUOTE) else { return .byte }
      self = .closed
      return .none
    }
    if byte == separator {
      self = .notBegun
      return .cellEnd
    }
    if byte == UInt8(CSV_LF) { return .rowEnd }
    if byte == UInt8(CSV_QUOTE), self != .plain {
      // After a closing mark, it is a mark of the cell itself.
      let isDoubled = self == .closed
      self = .quoted
      return isDoubled ? .byte : .none
    }
    if self == .notBegun, byte != UInt8(CSV_SPACE), byte != UInt8(CSV_TAB), byte != UInt8(CSV_CR) { self = .plain }
    return self == .plain ? .byte : .none
  }
}
