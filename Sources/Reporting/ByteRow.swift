import Series

/// Where the next cell goes in memory that is large enough for a row.
struct ByteRow {
  /// The number of bytes that were written.
  private(set) var count: Int

  /// A row that begins behind so many bytes.
  init(count: Int) { self.count = count }

  /// One byte.
  @inline(__always)
  mutating func put(_ byte: UInt8, to room: inout MutableSpan<UInt8>) {
    room[count] = byte
    count += 1
  }

  /// Bytes as they are.
  @inline(__always)
  mutating func put(_ bytes: [UInt8], to room: inout MutableSpan<UInt8>) {
    for byte in bytes { put(byte, to: &room) }
  }

  /// A comma and a month of a year of four digits, as YYYY-MM.
  mutating func put(_ month: Month, to room: inout MutableSpan<UInt8>) {
    room[count] = UInt8(ascii: ",")
    Self.pair(month.year / 100, &room, count + 1)
    Self.pair(month.year % 100, &room, count + 3)
    room[count + 5] = UInt8(ascii: "-")
    Self.pair(month.monthOfYear, &room, count + 6)
    count += 8
  }

  /// A comma and a number from 1000 to 10¹⁵ as a whole one.
  mutating func put(whole value: Double, to room: inout MutableSpan<UInt8>) {
    var rest = UInt64(value.rounded())
    var digits = 4
    var power: UInt64 = 10_000
    while rest >= power {
      digits += 1
      power &*= 10
    }
    room[count] = UInt8(ascii: ",")
    count += digits + 1
    var end = count
    while digits >= 2 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 100)
      rest = quotient
      end -= 2
      digits -= 2
      Self.pair(Int(truncatingIfNeeded: remainder), &room, end)
    }
    if digits == 1 { room[end - 1] = UInt8(truncatingIfNeeded: 48 + rest) }
  }

  /// Two digits.
  @inline(__always)
  private static func pair(_ value: Int, _ room: inout MutableSpan<UInt8>, _ start: Int) {
    room[start] = UInt8(truncatingIfNeeded: 48 + value / 10)
    room[start + 1] = UInt8(truncatingIfNeeded: 48 + value % 10)
  }
}
