import Mustache

/// How a template shows a plain text: escaped by the rules of the page's language, always.
enum PageText {
  /// Text in HTML.
  struct HTML: MustacheContentType {
    /// The name in a template.
    static let name = "MARKUP"

    func escapeText(_ text: String) -> String { Markup.escaped(text) }
  }

  /// Text in Markdown.
  struct Markdown: MustacheContentType {
    /// The name in a template.
    static let name = "MARKDOWN"

    func escapeText(_ text: String) -> String { Prose.escaped(text) }
  }
}
