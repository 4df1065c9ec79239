/// Decimal numbers read from bytes, to the bit what the standard library makes of the same text.
///
/// A number of at most 19 digits m·10ᵉ with −27 ≤ e ≤ 27 is one multiplication or division of two numbers that extended
/// precision holds exactly (W. D. Clinger, PLDI 1990); where its last eleven bits leave the rounding to a double in doubt,
/// and for every other number, the standard library decides.
enum DecimalNumber {
  /// The number that bytes stand for.
  ///
  /// - Parameter bytes: a decimal number, perhaps with sign and exponent, without blanks.
  /// - Returns: nil for anything else, and for sizes other than 0 outside 10^±100, whose squares would leave the range of
  ///   numbers.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var index = 0
    let count = bytes.count
    guard count > 0 else { return nil }
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
    guard decimals < powers.count else { return unsafe slow(bytes) }
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

  /// 10⁰ … 10²⁷; exact up to 10²².
  private static let powers: [Double] = (0...27).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
  #if arch(x86_64)
    /// The same, all of them exact.
    private static let extendedPowers: [Float80] = (0...27).map { exponent in
      (0..<exponent).reduce(Float80(1)) { power, _ in power * 10 }
    }
  #endif

  private static func slow(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else { return nil }
    return SeriesFile.number(text)
  }
}
