import Reporting
import Testing

@Suite("Text in markup")
struct MarkupTests {
  @Test(
    "Markup characters are escaped, control characters are made visible",
    arguments: [
      ("plain", "plain"), ("a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;&#39;"), ("`|*_", "`|*_"),
      ("a\nb\tc", "a\nb\tc"),
      ("a\u{1}b\u{7F}", "a\u{FFFD}b\u{FFFD}"), ("\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}"), ("© 短い …", "© 短い …"), ("", ""),
    ])
  func escaped(text: String, markup: String) { #expect(Markup.escaped(text) == markup) }

  @Test("A template that escapes receives its characters unchanged")
  func visible() { #expect(Markup.visible("<a>\u{0}") == "<a>\u{FFFD}") }

  @Test(
    "Coordinates have one decimal at most",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (0.04, "0"), (0.05, "0.1"), (-0.05, "-0.1"), (12, "12"), (12.34, "12.3"),
      (-12.36, "-12.4"),
      (99.95, "100"), (.nan, "0"), (.infinity, "0"), (1e9, "1000000"), (-1e9, "-1000000"),
    ])
  func coordinate(value: Double, text: String) { #expect(Markup.coordinate(value) == text) }
}
