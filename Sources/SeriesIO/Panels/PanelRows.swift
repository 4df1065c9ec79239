import Series

/// The rows of a panel's results as bytes of CSV, written in eight-byte words.
///
/// A word may overrun its end into space that is written later, so that names and numbers of any length take few steps.
package enum PanelRows {
  /// Appends the rows of a forecast: `series,YYYY-MM,value,…,model`, the values as whole numbers.
  ///
  /// - Parameters:
  ///   - series: the cell of the series.
  ///   - first: the first month.
  ///   - values: month by month, `width` values each.
  ///   - width: the number of values per month.
  ///   - model: the cell of the model.
  ///   - text: receives the rows.
  /// - Returns: false, and nothing is appended, if there is no value per month, a value is not from 1000 to 10¹⁵, or
  ///   a year does not have four digits.
  package static func append(
    series: [UInt8], from first: Month, values: [Double], width: Int, model: [UInt8], to text: inout [UInt8]
  ) -> Bool {
    guard width > 0 else { return false }
    let months = values.count / width
    guard months > 0 else { return true }
    guard values.allSatisfy({ $0 >= 1000 && $0 < 1e15 }), first.year >= 1000,
      first.advanced(by: months - 1).year <= 9999
    else { return false }
    let name = Words(series)
    let end = Words([UInt8(ascii: ",")] + model + [UInt8(ascii: "\n")])
    // Eight bytes of a month, at most seventeen of a value and its comma.
    write(atMost: months * (name.count + 8 + 17 * width + end.count), to: &text) { room in
      var month = first
      for row in 0..<months {
        room.put(name)
        room.put(month)
        for value in values[(row * width)..<((row + 1) * width)] { room.put(whole: value) }
        room.put(end)
        month = month.advanced(by: 1)
      }
    }
    return true
  }

  /// Appends the bytes written into a buffer with room for this many. Bounded by the buffer: whatever is stored is checked.
  @inline(__always)
  private static func write(atMost count: Int, to text: inout [UInt8], _ body: (inout Room) -> Void) {
    unsafe withUnsafeTemporaryAllocation(byteCount: count + 8, alignment: 8) { bytes in
      var room = unsafe Room(bytes)
      body(&room)
      unsafe text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<room.count]))
    }
  }

  /// Bytes that occur in every row.
  private struct Words {
    let count: Int
    let words: [UInt64]

    init(_ bytes: [UInt8]) {
      count = bytes.count
      words = stride(from: 0, to: bytes.count, by: 8).map { start in
        bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
    }
  }

  /// Memory that is filled from its start, with room for one more word at the end. Bounded by its count in `store`.
  @safe private struct Room {
    private let bytes: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    /// Bounded by the count of the memory.
    init(_ bytes: UnsafeMutableRawBufferPointer) { unsafe self.bytes = bytes }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
      store(UInt64(byte), at: count)
      count += 1
    }

    @inline(__always)
    mutating func put(_ text: Words) {
      for (index, word) in text.words.enumerated() { store(word, at: count + 8 * index) }
      count += text.count
    }

    /// A comma and a month of a year of four digits, as YYYY-MM.
    @inline(__always)
    mutating func put(_ month: Month) {
      // 0YYYY0MM, where the comma is four and the hyphen three codes before the digit 0.
      let digits = PanelRows.digits(UInt64(truncatingIfNeeded: month.year * 1000 + month.monthOfYear))
      store((digits | Self.zeros) &- (4 | 3 << 40), at: count)
      count += 8
    }

    /// A comma and a number from 1000 to 10¹⁵ as a whole one.
    @inline(__always)
    mutating func put(whole value: Double) {
      put(UInt8(ascii: ","))
      // The sum rounds as the number does: a half is no smaller than its last bit.
      // Cannot trap: `append` lets through values from 1000 to 10¹⁵ alone.
      let number = UInt64(value + 0.5)
      if number < 100_000_000 {
        put(leading: number)
      } else {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: 100_000_000)
        put(leading: quotient)
        store(PanelRows.digits(remainder) | Self.zeros, at: count)
        count += 8
      }
    }

    /// A number from 1 to 10⁸ − 1, without zeros before it.
    @inline(__always)
    private mutating func put(leading number: UInt64) {
      let digits = PanelRows.digits(number)
      let blank = digits.trailingZeroBitCount & ~7
      store((digits | Self.zeros) >> UInt64(blank), at: count)
      count += 8 - blank / 8
    }

    @inline(__always)
    private func store(_ word: UInt64, at place: Int) {
      // Bounded by the count of the memory: the one check of a word.
      // Cannot trap: the room is larger than everything that is put there.
      precondition(unsafe place + 8 <= bytes.count)
      unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self)
    }

    private static let zeros: UInt64 = 0x3030_3030_3030_3030
  }

  /// The eight digits of a number below 10⁸, the first in the lowest byte.
  ///
  /// Divides by 10⁴, 10² and 10, in all parts of the word at once: multiplied by a reciprocal of 20 and 10 bits the quotients
  /// of numbers below 10⁴ and 10² are exact.
  @inline(__always)
  static func digits(_ number: UInt64) -> UInt64 {
    let fours = number / 10_000 | (number % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0xF_000F_000F_000F
    return tens | (pairs &- tens &* 10) << 8
  }
}
