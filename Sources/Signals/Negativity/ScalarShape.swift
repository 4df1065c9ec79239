/// What splitting a text into words has to know about a character.
struct ScalarShape: Sendable {
  /// It separates words.
  let isBlank: Bool
  let isUpper: Bool
  /// A lower-case or title-case letter.
  let isLower: Bool
  /// Its lower case, in UTF-8.
  let lowered: [UInt8]

  init(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    isBlank = properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    isUpper = properties.isUppercase
    isLower = properties.isLowercase || properties.generalCategory == .titlecaseLetter
    lowered = Array(properties.lowercaseMapping.utf8)
  }

  /// The characters of Latin alphabets, which nearly all texts consist of.
  private static let usual: [ScalarShape] = (0..<0x250).map { ScalarShape(Unicode.Scalar(UInt8(ascii: " "), at: $0)) }

  static func of(_ scalar: Unicode.Scalar) -> ScalarShape {
    scalar.value < 0x250 ? usual[Int(scalar.value)] : ScalarShape(scalar)
  }
}

extension Unicode.Scalar {
  /// The character of a number, or a blank where there is none.
  fileprivate init(_ blank: UInt8, at value: UInt32) { self = Unicode.Scalar(value) ?? Unicode.Scalar(blank) }
}
