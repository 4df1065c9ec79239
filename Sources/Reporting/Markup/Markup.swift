import Series

/// Text for HTML and SVG.
package enum Markup {
  /// The text with everything escaped that a browser could take for markup, and with control characters and those that
  /// change the direction of writing made visible (see ``VisibleText``).
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: special) else { return text }
    var result = ""
    for scalar in VisibleText.lines(text).unicodeScalars {
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

  /// Whether a byte can begin something that is changed.
  private static func special(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: byte < 0x20 || byte >= 0x7F
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
