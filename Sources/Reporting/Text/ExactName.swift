/// A name that is equal to another only if all their bytes are.
///
/// A `String` is equal to every other that looks the same: "é" as one character and as "e" with an accent would be one
/// series.
public struct ExactName: Sendable, Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name.
  public let text: String

  /// A name.
  public init(_ text: String) { self.text = text }

  /// A name.
  public init(stringLiteral text: String) { self.text = text }

  /// The name.
  public var description: String { text }

  /// Whether all bytes are equal.
  public static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

  /// Hashes the text; names that look the same share a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
