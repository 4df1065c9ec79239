import ChurnForecast
import TestSupport
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
      ("<\u{338}b", "\\<\u{338}b"), ("-\u{301}x", "\\-\u{301}x"), ("  - x", "  \\- x"), ("1. x", "1\\. x"),
      ("12)", "12\\)"),
      ("1.5 x", "1.5 x"), ("a\r\nb", "a  b"), ("\u{202E}x\u{9B}", "\u{FFFD}x\u{FFFD}"),
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
    #expect(Prose(text).html.text == html)
    #expect(Prose(text).markdown.text == markdown)
  }

  @Test(
    "Numbers are tied to their units, and to nothing else",
    arguments: [
      ("3 M", "3\u{A0}M"), ("5 % of", "5\u{A0}% of"), ("3 Many", "3 Many"), ("a M", "a M"), ("3 k.", "3\u{A0}k."),
    ])
  func bound(text: String, html: String) { #expect(Prose(text).html.text == html) }

  @Test("Outside code, no special byte of Markdown is without its backslash; no line break is left")
  func bytes() {
    for text in HostileText.texts {
      for written in [Prose.cell(text), Prose.escaped(text), Prose.escaped("x" + text)] {
        var isEscaped = false
        for byte in written.utf8 {
          if !isEscaped { #expect(!"`*_{}[]<>#|~!&$\n\r".utf8.contains(byte), "\(text.debugDescription)") }
          isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        #expect(!isEscaped)
      }
    }
  }

  @Test("In HTML, every text is text, with backticks and without")
  func html() {
    for text in HostileText.texts {
      for whole in [text, "`\(text)`", "a `\(text)` b `\(text)", "`\(text)``\(text)`"] {
        let written = HTMLBytes(Prose(whole).html.text)
        #expect(written.problem == nil && written.elements.isSubset(of: ["code"]), "\(whole.debugDescription)")
      }
    }
  }

  @Test("A text without its backticks")
  func plain() { #expect(Prose("`a` and `b``c\u{301}` `").plain == "a and bc\u{301} ") }
}
