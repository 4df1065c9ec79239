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
}
