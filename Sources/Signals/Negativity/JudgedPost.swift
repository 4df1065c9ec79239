/// A post and what is said about it.
public struct JudgedPost: Sendable {
  /// When it was written.
  public let time: Instant
  /// The score; nil where a classifier of the user's says a label alone.
  public let score: Double?
  /// The class it is counted in.
  public let label: String
  /// Whether it is counted as negative.
  public let isNegative: Bool
  /// Its text, where there is one.
  public let text: String?
}
