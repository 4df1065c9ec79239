import Series

/// Cells of a row written one behind the other into memory that is large enough for them.
@safe struct ByteRow: ~Copyable {
  private let room: UnsafeMutableBufferPointer<UInt8>
  /// The number of bytes that were written.
  private(set) var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt8>) { unsafe self.room = room }

  private mutating func take(_ bytes: Int) -> UnsafeMutableBufferPointer<UInt8> {
    precondition(unsafe count + bytes <= room.count, "the room is large enough")
    defer { count += bytes }
    return unsafe UnsafeMutableBufferPointer(rebasing: room[count..<(count + bytes)])
  }

  /// One byte.
  mutating func put(_ byte: UInt8) { unsafe take(1)[0] = byte }

  /// Bytes as they are.
  mutating func put(_ bytes: [UInt8]) { _ = unsafe take(bytes.count).update(fromContentsOf: bytes) }

  /// A comma and a month of a year of four digits, as YYYY-MM.
  mutating func put(_ month: Month) {
    let place = unsafe take(8)
    unsafe place[0] = UInt8(ascii: ",")
    unsafe Self.pair(month.year / 100, place, 1)
    unsafe Self.pair(month.year % 100, place, 3)
    unsafe place[5] = UInt8(ascii: "-")
    unsafe Self.pair(month.monthOfYear, place, 6)
  }

  /// A comma and a number from 0 to 10¹⁵ as a whole one.
  mutating func put(whole value: Double) {
    var rest = UInt64(value.rounded())
    var digits = 1
    var power: UInt64 = 10
    while rest >= power {
      digits += 1
      power &*= 10
    }
    let place = unsafe take(digits + 1)
    unsafe place[0] = UInt8(ascii: ",")
    var end = digits + 1
    while end > 2 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 100)
      rest = quotient
      end -= 2
      unsafe Self.pair(Int(truncatingIfNeeded: remainder), place, end)
    }
    if end == 2 { unsafe place[1] = UInt8(truncatingIfNeeded: 48 + rest) }
  }

  /// Two digits.
  private static func pair(_ value: Int, _ place: UnsafeMutableBufferPointer<UInt8>, _ start: Int) {
    unsafe place[start] = UInt8(truncatingIfNeeded: 48 + value / 10)
    unsafe place[start + 1] = UInt8(truncatingIfNeeded: 48 + value % 10)
  }
}
