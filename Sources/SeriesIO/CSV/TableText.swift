/// The bytes of a table as UTF-8, whatever they were.
struct TableText {
  /// UTF-8, without a byte-order mark.
  var bytes: [UInt8]
  /// What the bytes were, where that was not UTF-8.
  var encoding: String?

  /// Recognises UTF-16 by its mark or its zeros, and takes what is not UTF-8 for Windows-1252, which contains Latin-1.
  ///
  /// - Throws: ``SeriesIOError/notText(file:line:reason:)`` for what is none of them.
  init(_ file: String, _ bytes: [UInt8]) throws(SeriesIOError) {
    let isLittle = bytes.starts(with: [0xFF, 0xFE]) || Self.zeros(bytes, at: 1)
    if isLittle || bytes.starts(with: [0xFE, 0xFF]) || Self.zeros(bytes, at: 0) {
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
        UInt16(bytes[index + (isLittle ? 1 : 0)]) << 8 | UInt16(bytes[index + (isLittle ? 0 : 1)])
      }
      guard bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) else {
        throw .notText(file: file, line: 1, reason: "the file seems to be UTF-16, but is damaged")
      }
      self.bytes = Array(
        (text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text).utf8)
      encoding = "UTF-16"
      return
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      self.bytes = text.unicodeScalars.first == "\u{FEFF}" ? Array(bytes.dropFirst(3)) : bytes
      return
    }
    var scalars = String.UnicodeScalarView()
    var line = 1
    for byte in bytes {
      guard let scalar = Self.windows(byte) else {
        throw .notText(file: file, line: line, reason: "the line is neither UTF-8 nor Windows text")
      }
      if byte == 0x0A { line += 1 }
      scalars.append(scalar)
    }
    self.bytes = Array(String(scalars).utf8)
    encoding = "Windows-1252 (Latin-1)"
  }

  /// The separator that a first line `sep=;` states, which is taken out.
  mutating func takeStatedSeparator() -> UInt8? {
    guard bytes.count >= 6, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=",
      bytes[5] == 0x0A || bytes[5] == 0x0D, bytes[4] >= 0x09, bytes[4] < 0x80
    else { return nil }
    defer { bytes.removeFirst(bytes[5] == 0x0D && bytes.count > 6 && bytes[6] == 0x0A ? 7 : 6) }
    return bytes[4]
  }

  /// Whether the first four bytes of every other place are zero, as those of Latin letters in UTF-16 are.
  private static func zeros(_ bytes: [UInt8], at start: Int) -> Bool {
    bytes.count >= 8 && stride(from: start, to: 8, by: 2).allSatisfy { bytes[$0] == 0 && bytes[$0 ^ 1] != 0 }
  }

  /// The character of a byte in Windows-1252; nil for the five that have none.
  private static func windows(_ byte: UInt8) -> Unicode.Scalar? {
    (0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  /// The characters of 0x80 … 0x9F.
  private static let upper: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”", "•", "–",
    "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
