import Mustache

/// Finished Markdown, made by ``Prose``, ``MarkdownTable`` and ``MarkdownPage`` alone.
package struct MarkdownFragment: Sendable, Equatable, MustacheCustomRepresentation, CustomStringConvertible {
  /// The Markdown.
  package let text: String

  init(finished text: String) { self.text = text }

  /// HTML is Markdown too, as long as it has no blank line.
  init(_ markup: MarkupFragment) { text = markup.text }

  /// The Markdown.
  package var description: String { text }

  /// A template inserts it by a section without content, `{{#name}}{{/name}}`, in which a `String` would not be shown.
  package var representation: Any? { MustacheLambda { _ in Finished(text: text) } }
}
