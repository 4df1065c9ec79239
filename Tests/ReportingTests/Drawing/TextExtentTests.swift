import ChurnForecast
import Testing

@Suite("Extents of texts")
struct TextExtentTests {
  @Test("A name that does not fit is shortened in its middle")
  func fitted() {
    #expect(TextExtent.fitted("outages", 500) == "outages")
    let name = "editors of the English Wikipedia, 2024"
    let short = TextExtent.fitted(name, 140)
    #expect(short.hasPrefix("edi") && short.hasSuffix("…, 2024"))
    #expect(TextExtent.width(short) <= 140)
  }

  @Test("A name of any length and of any letters fits, and takes no longer than its length allows")
  func long() {
    let names = [
      String(repeating: "a", count: 1 << 20), "a" + String(repeating: "\u{301}", count: 1 << 20),
      String(repeating: "a", count: 20) + String(repeating: "\u{301}", count: 999),
      String(repeating: "短", count: 1 << 18), String(repeating: "e\u{301}", count: 40) + "\u{200D}",
    ]
    for name in names {
      let short = TextExtent.fitted(name, 140)
      #expect(TextExtent.width(short) <= 140 && short.unicodeScalars.contains("…"))
    }
    #expect(TextExtent.fitted("a" + String(repeating: "\u{301}", count: 999), 140) == "…")
  }
}
