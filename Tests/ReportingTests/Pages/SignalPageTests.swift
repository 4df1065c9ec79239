import ChurnForecast
import Foundation
import Testing

@Suite("Pages of raw signals")
struct SignalPageTests {
  private static func data(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../data/signals/\(name)").standardized
      .path()
  }

  @Test("Outages: a chart for every country, months and the outages found")
  func outages() throws {
    let survey = try OutageSurvey([
      SignalFile(Self.data("made-up-reports.csv")), SignalFile(Self.data("made-up-incidents.json")),
    ])
    let page = OutagePage(survey, zone: .utc).page(Gallery.reproduction)
    #expect(page.title == "Outages from 2023-02-20 to 2023-04-03")
    #expect(page.headline == "6 outages found, 14.8 hours in all.")
    #expect(page.sections.map(\.title) == ["Reports", "Months", "Outages", "How they were found"])
    let html = HTMLPage(page).text
    #expect(html.contains("Reports: US") && html.contains("Reports: FR") && html.contains("4,200"))
    #expect(HTMLPage(page).text == html)
  }

  @Test("Negativity: shares with their intervals where there are labels, a count that says so where there are none")
  func negativity() throws {
    let words = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID()).txt").path()
    defer { try? FileManager.default.removeItem(atPath: words) }
    try "broken\t-2\nworse\t-2\nhateful\t-2\nterrible\t-2\nunbearable\t-2\nspam\t-2\nangry\t-2\nsad\t-2\ngreat\t3\n"
      .write(
        toFile: words, atomically: true, encoding: .utf8)
    var options = NegativitySurvey.Options()
    options.lexica = LexiconSource(folders: [], file: words)
    let bare = try NegativitySurvey([Self.data("made-up-posts.csv")], options: options)
    let plain = NegativityPage(bare, NegativityReport(bare, zone: .utc)).page(Gallery.reproduction)
    #expect(plain.headline.hasSuffix("of the posts are called negative; how many are is not known."))
    options.labels = Self.data("made-up-sample.csv")
    let survey = try NegativitySurvey([Self.data("made-up-posts.csv")], options: options)
    let page = NegativityPage(survey, NegativityReport(survey, zone: .utc)).page(Gallery.reproduction)
    let last = try #require(survey.rows.last?.estimate)
    #expect(
      page.headline.hasPrefix("In 2023-06, \(NumberText.percent(last.share, 1)) of the posts are negative (95 % "))
    #expect(page.sections.map(\.title) == ["Share of negative posts", "What this supposes"])
    // No text of a post stands in a page unless it was asked for.
    #expect(!HTMLPage(page).text.contains("unbearable"))
  }
}
