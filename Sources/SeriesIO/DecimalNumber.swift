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
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var isFraction = false
    while index < count {
      let byte = unsafe bytes[index]
      if byte &- 48 < 10 {
        // Leading zeros are no digits.
        if mantissa > 0 || byte != 48 { digits += 1 }
        guard digits <= 19 else { return unsafe slow(bytes) }
        mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
        if isFraction { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        return unsafe slow(bytes)
      }
      index += 1
    }
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
