import Series

/// A plain text with names between backticks. Marks are found by scalars: a character that combines with one does not
/// hide it.
package struct Prose {
  private enum Piece {
    case words(String)
    case code(String)
  }

  private let pieces: [Piece]

  package init(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var pieces: [Piece] = []
    for (index, part) in parts.enumerated() where !part.isEmpty || index % 2 == 1 {
      let isLone = index == parts.count - 1
      pieces.append(index % 2 == 0 ? .words(part) : isLone ? .words("`" + part) : .code(part))
    }
    self.pieces = pieces
  }

  /// As HTML.
  package var html: MarkupFragment {
    MarkupFragment(
      pieces.map { piece -> MarkupFragment in
        switch piece {
        case .words(let text): "\(Self.bound(text))"
        case .code(let text): "<code>\(text)</code>"
        }
      })
  }

  /// The text without backticks, for places that cannot show code.
  package var plain: String {
    pieces.map { piece in
      switch piece {
      case .words(let text), .code(let text): String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "`" }))
      }
    }.joined()
  }

  /// The text with numbers tied to their units, so that no line ends between them.
  private static func bound(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isTied =
        scalar == " " && index > 0 && index + 1 < scalars.count && scalars[index - 1].properties.numericType != nil
        && "MBk%".unicodeScalars.contains(scalars[index + 1])
        && (index + 2 == scalars.count || !scalars[index + 2].properties.isAlphabetic)
      result.append(isTied ? "\u{A0}" : scalar)
    }
    return String(result)
  }

  /// As Markdown.
  package var markdown: MarkdownFragment {
    MarkdownFragment(
      finished: pieces.map { piece in
        switch piece {
        case .words(let text): Self.escaped(text)
        case .code(let text):
          // A code span ends at the first backtick, and there is none in it; line breaks and bars would end a table row.
          text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? Self.escaped(text) : "`\(Self.code(text))`"
        }
      }.joined())
  }

  private static func code(_ text: String) -> String {
    String(String.UnicodeScalarView(oneLine(text).unicodeScalars.map { $0 == "|" ? "¦" : $0 }))
  }

  /// Words with everything escaped that Markdown would interpret.
  package static func escaped(_ text: String) -> String {
    let result = cell(text)
    // Characters that begin a list or a heading do so only at the start.
    let words = result.unicodeScalars.drop { $0 == " " }
    let blanks = String(result.unicodeScalars.prefix(result.unicodeScalars.count - words.count))
    guard let first = words.first else { return result }
    switch first {
    case "-", "+", "=": return blanks + "\\" + String(words)
    case "0"..."9":
      let rest = words.drop { ("0"..."9").contains($0) }
      guard rest.first == "." || rest.first == ")", rest.dropFirst().first ?? " " == " " else { return result }
      return blanks + String(words[..<rest.startIndex]) + "\\" + String(rest)
    default: return result
    }
  }

  /// Words as a cell of a table, where lists and headings do not begin.
  package static func cell(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in oneLine(text).unicodeScalars {
      if "\\`*_{}[]<>#|~!&$".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// The text without line breaks, and with hidden characters made visible.
  static func oneLine(_ text: String) -> String {
    VisibleText.line(
      String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })))
  }
}
