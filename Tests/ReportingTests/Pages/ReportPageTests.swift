import ChurnForecast
import Testing

@Suite("Pages")
struct ReportPageTests {
  @Test("A section without blocks is not shown")
  func emptySections() {
    let page = ReportPage(
      title: "t", headline: "h", sections: [.init("nothing", []), .init("something", [.paragraph("p")])],
      reproduction: Gallery.reproduction)
    #expect(page.sections.map(\.title) == ["something"])
    #expect(!HTMLPage(page).text.contains("nothing"))
  }

  @Test("The seed is shown where there is one")
  func seed() {
    var page = Gallery.page
    #expect(!HTMLPage(page).text.contains(", seed "))
    page.reproduction.seed = 42
    #expect(HTMLPage(page).text.contains("churn-forecast 0.0.0, seed 42."))
    #expect(MarkdownPage(page, name: "x").text.contains("churn-forecast 0.0.0, seed 42."))
  }

  @Test("A card shows how a series changes")
  func card() {
    let falling = SeriesCard(Sparkline("a", [2e6, 3e6, 1.5e6]))
    #expect(falling.change == -0.25 && falling.last == 1.5e6)
    #expect(falling.description == "From 2.000 M to 1.500 M, −25.0 %")
    #expect(SeriesCard(Sparkline("b", [2e6, 3e6])).description == "From 2.000 M to 3.000 M, +50.0 %")
    #expect(SeriesCard(Sparkline("c", [])).description == "From – to –, – %")
  }
}
