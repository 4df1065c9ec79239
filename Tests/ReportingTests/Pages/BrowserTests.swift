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
      #expect(visit.isStyled && visit.tip?.isEmpty == false, "at \(visit.width)")
      #expect(visit.sorted == nil || visit.sorted != Gallery.names.map(VisibleText.line))
      #expect((visit.sorted == nil) == (found == nil))
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

  @Test("Names of every kind, everywhere: nothing runs, nothing is refused by the policy")
  func hostile() throws {
    let whole = HostilePage.names.enumerated().filter { $0.offset % 9 == 0 }.map(\.element).joined(separator: " ")
    let visits = try Browser.visits(HTMLPage(HostilePage.page(whole)).text)
    #expect(visits.count == 2)
    for visit in visits { #expect(visit.errors.isEmpty && visit.requests == 0 && visit.isStyled, "\(visit.errors)") }
  }

  @Test("A script that is not the page's own is refused: the policy is in force")
  func refused() throws {
    let html = HTMLPage(Gallery.page).text.replacing(
      "<footer>", with: "<script>alert(9)</script><p style=\"color:red\">x</p><footer>")
    for visit in try Browser.visits(html) {
      #expect(
        visit.errors.contains { $0.hasPrefix("script-src") } && visit.errors.contains { $0.hasPrefix("style-src") })
      #expect(!visit.errors.contains { $0.hasPrefix("alert") })
    }
  }
}
