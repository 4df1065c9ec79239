/// Decimal numbers read from bytes, with the same bits as the standard library gives for the same text.
///
/// A number of at most 19 digits m·10ᵉ with −27 ≤ e ≤ 27 is one multiplication or division of two numbers that extended
/// precision holds exactly (W. D. Clinger, PLDI 1990); where its last eleven bits leave the rounding to a double
/// undecided, and for every other number, the standard library decides.
enum DecimalNumber {
  /// The number that bytes denote.
  ///
  /// - Parameter bytes: a decimal number, perhaps with sign and exponent, without blanks.
  /// - Returns: nil for anything else, and for sizes other than 0 outside 10^±100, whose squares would leave the range of
  ///   numbers.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
    // Bounded by the count, which is from 1 to 20 beyond the guards.
    let count = bytes.count
    guard count > 0 else { return nil }
    if count <= 8, let value = unsafe short(bytes) { return value }
    var index = 0
    var isNegative = false
    if unsafe bytes[0] == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    // More characters may have more digits than a whole number holds.
    guard count <= 20 else { return unsafe slow(bytes) }
    var mantissa: UInt64 = 0
    var point = count
    while index < count {
      let digit = unsafe bytes[index] &- 48
      if digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
      } else if digit == UInt8(ascii: ".") &- 48, point == count {
        point = index
      } else {
        return unsafe slow(bytes)
      }
      index += 1
    }
    let decimals = max(0, count - 1 - point)
    // Without a point and a sign there may be twenty digits.
    guard count < 20 || point < count || isNegative else { return unsafe slow(bytes) }
    // A lone sign or point, and a point at an end, are left to the standard library.
    guard unsafe bytes[count - 1] &- 48 < 10, unsafe bytes[isNegative ? 1 : 0] &- 48 < 10 else {
      return unsafe slow(bytes)
    }
    guard mantissa > 0 else { return isNegative ? -0.0 : 0 }
    guard decimals < 28 else { return unsafe slow(bytes) }
    if mantissa < 1 << 53, decimals <= 22 {
      let value = Double(mantissa) / powers[decimals]
      return isNegative ? -value : value
    }
    #if arch(x86_64)
      let extended = Float80(mantissa) / extendedPowers[decimals]
      // Halfway between two doubles the last eleven bits are 10000000000.
      let rest = extended.significandBitPattern & 0x7FF
      if rest < 0x3FF || rest > 0x401 {
        let value = Double(extended)
        return isNegative ? -value : value
      }
    #endif
    return unsafe slow(bytes)
  }

  /// At most eight characters, digits with at most one point between them, converted in one word; nil for anything
  /// else. Bounded by the count, which the caller has found to be from 1 to 8.
  @inline(__always)
  private static func short(_ bytes: UnsafeRawBufferPointer) -> Double? {
    let count = bytes.count
    var word: UInt64
    if count >= 4 {
      // Two halves that may share characters.
      let halves = unsafe (
        bytes.loadUnaligned(as: UInt32.self), bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      )
      word = UInt64(halves.0.littleEndian) | UInt64(halves.1.littleEndian) << UInt64(8 * (count - 4))
    } else {
      word = unsafe UInt64(bytes[0])
      for index in 1..<count { word |= unsafe UInt64(bytes[index]) << UInt64(8 * index) }
    }
    var digits = count
    var decimals = 0
    let points = word ^ repeated(UInt8(ascii: "."))
    let zeros = (points &- repeated(1)) & ~points & repeated(0x80)
    if zeros != 0 {
      // The first byte that is a point is taken out.
      let place = zeros.trailingZeroBitCount / 8
      decimals = count - 1 - place
      guard place > 0, decimals > 0 else { return nil }
      digits -= 1
      let before = (1 as UInt64) << UInt64(8 * place) &- 1
      word = word & before | (word >> 8) & ~before
    }
    // Zeros before the first digit, to make them eight.
    word = word << UInt64(64 - 8 * digits) | repeated(UInt8(ascii: "0")) >> UInt64(8 * digits)
    guard word & repeated(0xF0) == repeated(0x30), (word &+ repeated(6)) & repeated(0xF0) == repeated(0x30) else {
      return nil
    }
    word = ((word & repeated(0xF)) &* (10 << 8 | 1)) >> 8
    word = ((word & 0xFF_00FF_00FF_00FF) &* (100 << 16 | 1)) >> 16
    word = ((word & 0xFFFF_0000_FFFF) &* (10_000 << 32 | 1)) >> 32
    return decimals == 0 ? Double(word) : Double(word) / powers[decimals]
  }

  /// A byte in all eight places.
  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// 10⁰ … 10²², all of them exact.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
  #if arch(x86_64)
    /// 10⁰ … 10²⁷, all of them exact.
    private static let extendedPowers: [Float80] = (0...27).map { exponent in
      (0..<exponent).reduce(Float80(1)) { power, _ in power * 10 }
    }
  #endif

  /// Bounded by the count of the bytes.
  private static func slow(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else { return nil }
    return SeriesFile.number(text)
  }
}
