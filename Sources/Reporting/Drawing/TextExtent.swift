/// An estimate of the room that a text takes, since no browser can be asked.
public enum TextExtent {
  /// The size of letters in charts, in units of the drawing.
  public static let size = 12.0
  /// The height of a line.
  public static let line = 15.0

  /// The width of a text in a common sans-serif typeface; rather too large than too small.
  public static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + factor($1) } * size
  }

  private static func factor(_ letter: Unicode.Scalar) -> Double {
    switch letter {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!": 0.32
    case " ", "f", "t", "r", "(", ")", "[", "]", "/", "`", "\u{A0}": 0.38
    case "m", "w", "M", "W", "%", "@", "…", "—": 0.92
    case "A"..."Z", "&", "+", "−", "=", "<", ">", "~": 0.74
    case "\u{0}"..."\u{24F}": 0.62
    default: 1.0
    }
  }

  /// The text, shortened in its middle to fit a width.
  public static func fitted(_ text: String, _ room: Double) -> String {
    guard width(text) > room else { return text }
    // The end of a name often tells it from its neighbours.
    var end = text.dropFirst(16).isEmpty ? "" : "…" + String(text.suffix(6))
    if end.isEmpty || width(end) > room { end = "…" }
    var left = room - width(end)
    let start = text.prefix { letter in
      left -= width(String(letter))
      return left >= 0
    }
    return start + end
  }
}
