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
  let bytes: ArraySlice<UInt8>?

  /// Its text, where there is one.
  public var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}
