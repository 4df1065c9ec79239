import Series
import SeriesIO
import Testing

/// Panels that are read whole.
@Suite("Panels of a few series")
struct PanelFileTests {
  private func panel(_ text: String, _ change: (inout ReadingOptions) -> Void = { _ in }) throws -> PanelFile? {
    var reading = ReadingOptions()
    change(&reading)
    return try PanelFile(name: "panel.csv", bytes: Array(text.utf8), reading: reading)
  }

  @Test("The column of names is called so, is stated, or is the only one with texts that come again")
  func names() throws {
    let text = "country,month,mau\nFR,2024-01,5\nFR,2024-02,6\nDE,2024-01,7\nDE,2024-02,8\n"
    let found = try #require(try panel(text))
    #expect(found.seriesColumn == "country")
    #expect(found.seriesNames == ["FR", "DE"])
    #expect(try found.series("DE").column("mau", content: .number).values == [7, 8])
    #expect(try panel(text.replacing("country", with: "Series"))?.seriesColumn == "Series")
    #expect(try panel("month,FR,DE\n2024-01,5,7\n2024-02,6,8\n") == nil)
    #expect(throws: SeriesIOError.noSuchColumn("region", files: ["panel.csv"], columns: ["country", "month", "mau"])) {
      try panel(text) { $0.series = "region" }
    }
    #expect(throws: SeriesIOError.noSuchSeries("IT", file: "panel.csv", known: ["FR", "DE"])) {
      try found.series("IT")
    }
  }

  @Test("All series decide on the order of day and month")
  func order() throws {
    let text = "series,month,mau\na,01/02/2024,5\na,01/03/2024,6\nb,13/01/2024,7\nb,13/02/2024,8\n"
    let found = try #require(try panel(text))
    #expect(try found.series("a").column("mau", content: .number).first == Month(year: 2024, month: 2))
  }

  @Test("Years are years")
  func years() throws {
    let text = "State;Year;Packs\nA;1970;89.8\nA;1971;95.4\nB;1970;1.5\nB;1971;2.5\n"
    let found = try #require(try panel(text))
    let column = try found.series("A").column("Packs", content: .number)
    #expect(column.observedMonths == [Month(year: 1970, month: 12), Month(year: 1971, month: 12)])
  }
}
