import Series
import Testing

@Suite("Visible text")
struct VisibleTextTests {
  @Test(
    "control and bidirectional characters are replaced",
    arguments: [
      "\u{1B}", "\u{7}", "\u{0}", "\r", "\u{7F}", "\u{85}", "\u{9B}", "\u{9D}", "\u{2028}", "\u{202E}", "\u{2066}",
      "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{FFFE}", "\u{FFFF}",
    ])
  func hidden(character: String) {
    #expect(VisibleText.line("a\(character)b") == "a\u{FFFD}b")
    #expect(VisibleText.lines("a\(character)b") == "a\u{FFFD}b")
  }

  @Test("a carriage return before a line feed is replaced, though both are one character")
  func carriageReturn() {
    #expect(VisibleText.lines("a\r\nb").unicodeScalars.elementsEqual("a\u{FFFD}\nb".unicodeScalars))
    #expect(VisibleText.line("a\r\nb") == "a\u{FFFD}\u{FFFD}b")
  }

  @Test("line feeds and tabs are kept in text of several lines only")
  func lineFeeds() {
    #expect(VisibleText.lines("a\n\tb") == "a\n\tb")
    #expect(VisibleText.line("a\n\tb") == "a\u{FFFD}\u{FFFD}b")
  }

  @Test("letters of all scripts, joiners and combining marks are kept byte for byte")
  func kept() {
    for text in ["Zürich", "x\"\u{200D}y", "a,\u{301}b", "\u{D55C}\u{AE00}", "عربي", "👩‍👩‍👧", "№ 5 – “q” …"] {
      #expect(Array(VisibleText.line(text).utf8) == Array(text.utf8))
    }
  }
}
