import ChurnForecast
import Testing

@Suite("Prose")
struct ProseTests {
  @Test("Words between backticks are code; numbers are tied to their units; a lone backtick is itself")
  func prose() {
    let page = ReportPage(
      title: "t", headline: "`a<b` has 3 M users, 5 % of all", lead: ["one ` alone"], sections: [],
      reproduction: Gallery.reproduction)
    let html = HTMLPage(page).text
    #expect(html.contains("<code>a&lt;b</code> has 3\u{A0}M users, 5\u{A0}% of all"))
    #expect(html.contains("<p>one ` alone</p>"))
    let markdown = MarkdownPage(page, name: "x").text
    #expect(markdown.contains("**`a<b` has 3 M users, 5 % of all**"))
    #expect(markdown.contains("one \\` alone"))
  }

  @Test(
    "Words contain no Markdown markup",
    arguments: [
      ("a*b_c", "a\\*b\\_c"), ("[x](y)", "\\[x\\](y)"), ("1 < 2 & 3 > 2", "1 \\< 2 \\& 3 \\> 2"), ("a|b", "a\\|b"),
      ("- item", "\\- item"), ("+1", "\\+1"), ("> quote", "\\> quote"), ("= line", "\\= line"), ("a\nb\u{1}c", "a b c"),
      ("$x$ #1 ~~y~~ !{}", "\\$x\\$ \\#1 \\~\\~y\\~\\~ \\!\\{\\}"), ("back\\slash", "back\\\\slash"), ("", ""),
    ])
  func escaped(text: String, markdown: String) { #expect(Prose.escaped(text) == markdown) }

  @Test("Cells of a table keep an initial sign, since no list begins there")
  func cell() {
    #expect(Prose.cell("-5 | +3") == "-5 \\| +3" && Prose.cell("a`b") == "a\\`b")
  }

  @Test(
    "Code spans are code in both",
    arguments: [
      ("`a|b`", "<code>a|b</code>", "`a¦b`"), ("`a\nb`", "<code>a\nb</code>", "`a b`"), ("``", "<code></code>", ""),
      ("`<b>` and `", "<code>&lt;b&gt;</code> and `", "`<b>` and \\`"), ("x `y` z", "x <code>y</code> z", "x `y` z"),
    ])
  func code(text: String, html: String, markdown: String) {
    #expect(Prose(text).html == html)
    #expect(Prose(text).markdown == markdown)
  }

  @Test(
    "Numbers are tied to their units, and to nothing else",
    arguments: [
      ("3 M", "3\u{A0}M"), ("5 % of", "5\u{A0}% of"), ("3 Many", "3 Many"), ("a M", "a M"), ("3 k.", "3\u{A0}k."),
    ])
  func bound(text: String, html: String) { #expect(Prose(text).html == html) }
}
