import Reporting
import TestSupport
import Testing

@Suite("Formulas in CSV")
struct CSVTextFormulasTests {
  @Test(
    "What a spreadsheet would run gets an apostrophe; numbers and all other texts stay as they are",
    arguments: [
      ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@y", "'@y"), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"),
      ("＠x", "'＠x"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("\nx", "'\nx"), (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
      ("\"=1", "'\"=1"), ("\u{A0}\u{200B} @x", "'\u{A0}\u{200B} @x"), ("\u{1}=x", "'\u{1}=x"),
      ("=\u{338}x", "'=\u{338}x"),
      ("'=1", "''=1"), ("''@", "'''@"), ("-inf", "'-inf"), ("+nan", "'+nan"), ("-0x10", "'-0x10"), ("-5 %", "'-5 %"),
      ("-5\u{301}", "'-5\u{301}"), ("-", "'-"), ("-.", "'-."), ("-1e", "'-1e"), ("=5", "'=5"), ("--5", "'--5"),
      ("-5", "-5"), ("+5.5", "+5.5"), ("-.5", "-.5"), ("-5.", "-5."), ("-1e+16", "-1e+16"), ("-1E-5", "-1E-5"),
      ("", ""),
      ("'", "'"), ("'quoted'", "'quoted'"), ("'-5", "'-5"), ("a=b", "a=b"), ("2024-01", "2024-01"), ("−5", "−5"),
      ("café", "café"), ("短い", "短い"), (" a", " a"), ("_x", "_x"),
    ])
  func guarded(text: String, cell: String) {
    #expect(CSVText.guarded(text).utf8.elementsEqual(cell.utf8))
    #expect(CSVText.original(cell).utf8.elementsEqual(text.utf8))
  }

  @Test("Every text comes back, whatever apostrophes it begins with, and every guarded one is harmless")
  func back() {
    for text in HostileText.texts {
      for name in [text, "'" + text, "''" + text, " " + text, text + "'"] {
        let cell = CSVText.guarded(name)
        #expect(CSVText.original(cell).utf8.elementsEqual(name.utf8), "\(name.debugDescription)")
        #expect(cell.utf8.elementsEqual(name.utf8) || cell.utf8.first == UInt8(ascii: "'"))
        #expect(!"=+@＝＋－＠\t\r\n".unicodeScalars.contains(cell.unicodeScalars.first ?? "a") || Double(cell) != nil)
      }
    }
  }
}
