import Mustache

/// Finished HTML or SVG.
///
/// It is made of literals, of other fragments, and of texts and numbers that are escaped where they are inserted:
/// `"<td>\(name)</td>"` is safe whatever the name. There is no other way from a `String` to a fragment, except for the
/// constants of the program itself (``init(constant:)``).
package struct MarkupFragment: Sendable, Equatable {
  /// The markup.
  package private(set) var text: String

  /// Text that the program itself contains: its style and its script.
  init(constant text: String) { self.text = text }

  /// No markup.
  package init() { text = "" }

  /// Several fragments in a row.
  package init(_ parts: some Sequence<MarkupFragment>) { text = parts.reduce(into: "") { $0 += $1.text } }

  /// Adds a fragment at the end.
  package static func += (left: inout Self, right: Self) { left.text += right.text }

  /// Both in a row.
  package static func + (left: Self, right: Self) -> Self { MarkupFragment([left, right]) }
}

extension MarkupFragment: ExpressibleByStringInterpolation {
  /// Literals as they are, values escaped.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ fragment: MarkupFragment) { text += fragment.text }
    package mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }
    package mutating func appendInterpolation(_ value: Double) { text += value.description }
    /// A coordinate of a drawing.
    package mutating func appendInterpolation(at place: Double) { text += Markup.coordinate(place) }
  }

  package init(stringLiteral text: String) { self.text = text }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
}

extension MarkupFragment: MustacheCustomRepresentation, CustomStringConvertible {
  /// The markup.
  package var description: String { text }

  /// A template inserts it by a section without content, `{{#name}}{{/name}}`, in which a `String` would not be shown.
  package var representation: Any? { MustacheLambda { _ in Finished(text: text) } }
}
