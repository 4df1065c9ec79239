import ChurnForecast
import Foundation
import Testing

/// Run with `KEEP_PAGES=folder` to look at the pages yourself.
@Suite(
  "Pages in a browser", .enabled(if: Browser.isThere, "there is no Chromium here: apt-get install chromium"),
  .serialized)
struct BrowserTests {
  private func check(_ page: ReportPage, _ name: String, found: String? = nil) throws {
    let html = HTMLPage(page).text
    if let folder = ProcessInfo.processInfo.environment["KEEP_PAGES"] {
      try html.write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
    }
    let visits = try Browser.visits(html)
    #expect(visits.map(\.width) == [390, 1000])
    let charts = page.sections.flatMap(\.blocks).filter { if case .chart = $0 { true } else { false } }.count
    for visit in visits {
      #expect(visit.errors.isEmpty, "\(visit.errors)")
      #expect(visit.scrollWidth <= visit.width, "at \(visit.width)")
      #expect(visit.figures == charts && visit.drawings == charts, "at \(visit.width)")
      #expect(visit.requests == 0)
      #expect(visit.overlaps.isEmpty, "at \(visit.width): \(visit.overlaps)")
      #expect(visit.found == found)
    }
  }

  @Test("Every kind of chart with hostile names; the search finds one of them")
  func gallery() throws { try check(Gallery.page, "gallery", found: "1 of 7: =cmd()|'/c calc'!A1") }

  @Test("The founding example with everything that other commands find")
  func scenario() throws {
    let file = SamplePages.project.appending(path: "data/twitter/insider-intelligence.yaml").path()
    try check(SamplePages.scenario(file), "scenario")
  }

  @Test("A fit with drivers, its forecast and its backtest")
  func model() throws { try check(SamplePages.model(), "model") }

  @Test("A batch")
  func batch() throws { try check(SamplePages.batch(), "batch", found: "1 of 7: =cmd()|'/c calc'!A1") }
}
