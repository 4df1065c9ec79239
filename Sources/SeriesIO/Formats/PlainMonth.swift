import Series

/// Months read from bytes, as ``Month/init(parsing:)`` reads them from text.
package enum PlainMonth {
  /// The number of months since January of year 0; nil for what is no month.
  ///
  /// `YYYY-MM` is read at once. Bounded by the count of the bytes, which is 7 there.
  package static func ordinal(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if bytes.count == 7 {
      let year = unsafe (bytes[0] &- 48, bytes[1] &- 48, bytes[2] &- 48, bytes[3] &- 48)
      let tens = unsafe bytes[5] &- 48
      let month = unsafe 10 &* tens &+ bytes[6] &- 48
      let isPlain = unsafe bytes[4] == UInt8(ascii: "-") && bytes[6] &- 48 < 10
      if isPlain, max(year.0, year.1, year.2, year.3) < 10, tens < 2, (1...12).contains(month) {
        return (Int(year.0) * 1000 + Int(year.1) * 100 + Int(year.2) * 10 + Int(year.3)) * 12 + Int(month) - 1
      }
    }
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else { return nil }
    return ordinal(text)
  }

  /// The number of months since January of year 0; nil for what is no month.
  package static func ordinal(_ text: String) -> Int? { Month(parsing: text)?.ordinal }
}
