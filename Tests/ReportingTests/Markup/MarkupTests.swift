import Reporting
import TestSupport
import Testing

@Suite("Text in markup")
struct MarkupTests {
  @Test(
    "Markup characters are escaped, control characters are made visible",
    arguments: [
      ("plain", "plain"), ("a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;&#39;"), ("`|*_", "`|*_"),
      ("a\nb\tc", "a\nb\tc"),
      ("a\u{1}b\u{7F}", "a\u{FFFD}b\u{FFFD}"), ("\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}"), ("<\u{338}", "&lt;\u{338}"),
      ("\u{202E}x", "\u{FFFD}x"), ("© 短い …", "© 短い …"), ("", ""),
    ])
  func escaped(text: String, markup: String) { #expect(Markup.escaped(text) == markup) }

  @Test("No byte of any text is markup, in a text and in an attribute")
  func bytes() {
    for text in HostileText.texts {
      let written = HTMLBytes("<p title=\"\(Markup.escaped(text))\">\(Markup.escaped(text))</p>")
      #expect(written.problem == nil, "\(text.debugDescription): \(written.problem ?? "")")
      #expect(written.elements == ["p"] && written.attributes == ["title"], "\(text.debugDescription)")
    }
  }

  @Test(
    "Coordinates have one decimal at most",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (0.04, "0"), (0.05, "0.1"), (-0.05, "-0.1"), (12, "12"), (12.34, "12.3"),
      (-12.36, "-12.4"),
      (99.95, "100"), (.nan, "0"), (.infinity, "0"), (1e9, "1000000"), (-1e9, "-1000000"),
    ])
  func coordinate(value: Double, text: String) { #expect(Markup.coordinate(value) == text) }
}
