/// A plain text with names between backticks.
package struct Prose {
  private enum Piece {
    case words(String)
    case code(String)
  }

  private let pieces: [Piece]

  package init(_ text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    var pieces: [Piece] = []
    for (index, part) in parts.enumerated() where !part.isEmpty || index % 2 == 1 {
      let isLone = index == parts.count - 1
      pieces.append(index % 2 == 0 ? .words(part) : isLone ? .words("`" + part) : .code(part))
    }
    self.pieces = pieces
  }

  /// As HTML.
  package var html: String {
    pieces.map { piece in
      switch piece {
      case .words(let text): Markup.escaped(Self.bound(text))
      case .code(let text): "<code>\(Markup.escaped(text))</code>"
      }
    }.joined()
  }

  /// The text with numbers tied to their units, so that no line ends between them.
  private static func bound(_ text: String) -> String {
    var result: [Character] = []
    let letters = Array(text)
    for (index, letter) in letters.enumerated() {
      let isTied =
        letter == " " && index > 0 && index + 1 < letters.count && letters[index - 1].isNumber
        && "MBk%".contains(letters[index + 1])
        && (index + 2 == letters.count || !letters[index + 2].isLetter)
      result.append(isTied ? "\u{A0}" : letter)
    }
    return String(result)
  }

  /// As Markdown.
  package var markdown: String {
    pieces.map { piece in
      switch piece {
      case .words(let text): Self.escaped(text)
      case .code(let text):
        // A code span ends at the first backtick, and there is none in it; line breaks and bars would end a table row.
        text.allSatisfy { $0 == " " } ? Self.escaped(text) : "`\(Self.oneLine(text).replacing("|", with: "¦"))`"
      }
    }.joined()
  }

  /// Words with everything escaped that Markdown would interpret.
  package static func escaped(_ text: String) -> String {
    var result = cell(text)
    // Characters that begin a list or a heading do so only at the start.
    if let first = result.first, "-+=>".contains(first) { result = "\\" + result }
    return result
  }

  /// Words as a cell of a table, where lists and headings do not begin.
  package static func cell(_ text: String) -> String {
    var result = ""
    for letter in oneLine(text) {
      if "\\`*_{}[]<>#|~!&$".contains(letter) { result.append("\\") }
      result.append(letter)
    }
    return result
  }

  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }
}
