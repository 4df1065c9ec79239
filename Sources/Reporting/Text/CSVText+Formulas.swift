/// Cells that a spreadsheet would run as formulas.
extension CSVText {
  /// The text, with an apostrophe before anything that a spreadsheet would take for a formula: a text that begins with
  /// `=`, `+`, `-` or `@` (also full-width, or after blanks, invisible characters or quotation marks) or with a tab or a
  /// line break, and is not a number.
  ///
  /// A text of this kind that has apostrophes in front gets one more, so that ``original(_:)`` gives every text back.
  package static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  /// The text of a cell without the apostrophe that ``guarded(_:)`` adds.
  package static func original(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
    let rest = String(cell.unicodeScalars.dropFirst())
    return isFormula(rest) ? rest : cell
  }

  /// Whether a text begins as a formula does, apostrophes in front apart.
  private static func isFormula(_ text: String) -> Bool {
    let name = text.unicodeScalars.drop { $0 == "'" }
    guard let first = name.first else { return false }
    switch first {
    case "a"..."z", "A"..."Z", "0"..."9", "_": return false
    case "\t", "\r", "\n": return true
    default: break
    }
    let rest = name.drop(while: isSkipped)
    switch rest.first {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": return !isNumber(rest)
    default: return false
    }
  }

  /// Whether a spreadsheet may drop a character at the beginning of a cell.
  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„": true
    default:
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.generalCategory == .control
    }
  }

  /// Whether a text with a sign is a decimal number: digits, perhaps with a point and an exponent.
  private static func isNumber(_ text: Substring.UnicodeScalarView) -> Bool {
    var rest = text
    func sign() { if rest.first == "+" || rest.first == "-" { rest.removeFirst() } }
    func digits() -> Int {
      let before = rest.count
      rest = rest.drop { ("0"..."9").contains($0) }
      return before - rest.count
    }
    sign()
    var count = digits()
    if rest.first == "." {
      rest.removeFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      sign()
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
