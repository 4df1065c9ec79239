/// Text for HTML and SVG.
package enum Markup {
  /// The text with everything escaped that a browser could take for markup, and without control characters, which XML
  /// forbids.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special($0) }) else { return text }
    var result = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text without control characters, for templates that escape the rest.
  package static func visible(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
        || (0xFFFE...0xFFFF).contains(scalar.value)
      result.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// Whether a byte can begin something that is escaped.
  private static func special(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case 0x7F, 0xC2, 0xEF: true
    default: byte < 0x20
    }
  }

  /// A coordinate with one decimal, without a needless zero.
  package static func coordinate(_ value: Double) -> String {
    // Cannot trap: finite, up to a million in size.
    let tenths = Int((max(-1e6, min(1e6, value.isFinite ? value : 0)) * 10).rounded())
    let digits = "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    return tenths < 0 ? "-" + digits : digits
  }
}
