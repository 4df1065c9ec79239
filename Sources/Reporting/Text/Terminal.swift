/// What a terminal shows: how wide its lines are, and whether texts have colours.
public struct Terminal: Sendable, Equatable {
  /// A style of a text.
  enum Style: String {
    case bold = "1"
    case bad = "31"
    case good = "32"
  }

  /// The number of characters in a line.
  public var width: Int
  /// Whether texts have styles.
  public var isColoured: Bool

  /// A terminal.
  public init(width: Int, isColoured: Bool) {
    self.width = width
    self.isColoured = isColoured
  }

  /// A text in a style, by the sequences of ECMA-48 (8.3.117), where there are styles.
  func styled(_ text: String, _ style: Style?) -> String {
    guard isColoured, let style, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }
}
