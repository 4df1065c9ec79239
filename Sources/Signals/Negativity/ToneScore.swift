/// What the rules of VADER say about a text.
public struct ToneScore: Sendable, Equatable {
  /// The sum of the words' valences, brought between −1, negative, and 1, positive.
  public let compound: Double
  /// The share of the text that is positive; all shares are 0 for a text without words.
  public let positive: Double
  /// The share that is neutral.
  public let neutral: Double
  /// The share that is negative.
  public let negative: Double

  /// A text without words.
  static let empty = ToneScore(compound: 0, positive: 0, neutral: 0, negative: 0)

  /// The tone, by the thresholds that VADER's authors recommend, ±0.05.
  public var tone: Tone { compound >= 0.05 ? .positive : compound <= -0.05 ? .negative : .neutral }
}
