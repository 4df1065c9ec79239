/// The tone of a text.
public enum Tone: Int, Sendable, CaseIterable, Codable {
  case negative, neutral, positive

  /// The word for it.
  public var word: String {
    switch self {
    case .negative: "negative"
    case .neutral: "neutral"
    case .positive: "positive"
    }
  }
}
