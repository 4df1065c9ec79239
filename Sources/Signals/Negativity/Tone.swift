/// The tone of a text.
public enum Tone: String, Sendable {
  case negative, neutral, positive
}
