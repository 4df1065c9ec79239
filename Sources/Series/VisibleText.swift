/// Text from files as it is shown to people: nothing in it can move a cursor, recolour a terminal or reorder what is read.
public enum VisibleText {
  /// The text with a replacement character (U+FFFD) in place of every control character and every character that changes the
  /// direction of writing.
  ///
  /// - Parameter text: any text.
  /// - Returns: one line; a line feed or tab is replaced as well.
  public static func line(_ text: String) -> String { shown(text) { isHidden($0) } }

  /// The same for text of several lines: line feeds and tabs are kept.
  public static func lines(_ text: String) -> String {
    shown(text) { isHidden($0) && $0 != "\n" && $0 != "\t" }
  }

  private static func shown(_ text: String, _ isReplaced: (Unicode.Scalar) -> Bool) -> String {
    // All of them begin with one of these bytes in UTF-8.
    let mayHide = text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 || $0 == 0xEF }
    guard mayHide else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isReplaced(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  /// Whether a scalar is a control character (C0, DEL, C1), a line or paragraph separator, a bidirectional control (Unicode
  /// Standard Annex 9, table 4) or a noncharacter that XML forbids.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
