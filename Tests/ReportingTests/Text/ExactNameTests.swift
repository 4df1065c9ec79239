import ChurnForecast
import Testing

@Suite("Exact names")
struct ExactNameTests {
  @Test("Names that look the same are equal only if their bytes are")
  func equality() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(composed == decomposed)
    #expect(ExactName(composed) != ExactName(decomposed) && ExactName(composed) == ExactName("caf\u{E9}"))
    #expect(ExactName("K") != ExactName("\u{212A}") && ExactName(";") != ExactName("\u{37E}"))
    #expect(Set([composed, decomposed, composed].map { ExactName($0) }).count == 2)
    #expect(ExactName(composed).description == composed && ExactName("x") == "x")
  }

  @Test("They are ordered by their bytes: of two different ones, exactly one comes first")
  func order() {
    let names = ["b", "a", "cafe\u{301}", "caf\u{E9}", "", "ab"].map { ExactName($0) }
    #expect(names.sorted().map(\.text.utf8.count) == [0, 1, 2, 1, 6, 5])
    for left in names {
      for right in names { #expect((left == right) != (left < right || right < left)) }
    }
  }
}
