import ChurnForecast
import Foundation
import Testing

@Suite("Pages")
struct PageTests {
  @Test("Names do no harm in HTML")
  func html() {
    let text = HTMLPage(Gallery.page).text
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    // The page's own script is the only one.
    #expect(text.components(separatedBy: "<script").count == 2)
    #expect(!text.contains("<img") && !text.contains("\u{1}"))
    #expect(!text.contains("http://") && !text.contains("https://"))
  }

  @Test("Every chart stands there in two widths with title, description and table")
  func charts() {
    let text = HTMLPage(Gallery.page).text
    let count = Gallery.charts.count
    #expect(text.components(separatedBy: "<figure>").count == count + 1)
    #expect(
      text.components(separatedBy: "<svg role=\"img\" aria-labelledby=").count == 2 * count + Gallery.names.count + 1)
    #expect(text.components(separatedBy: "<details>").count == count + 1)
    for number in 1...count {
      for id in ["c\(number)-t", "c\(number)-d", "n\(number)-t", "n\(number)-d"] {
        #expect(text.components(separatedBy: "id=\"\(id)\"").count == 2, "\(id)")
      }
    }
  }

  @Test("Words between backticks are code; numbers are tied to their units; a lone backtick is itself")
  func prose() {
    let page = ReportPage(
      title: "t", headline: "`a<b` has 3 M users, 5 % of all", lead: ["one ` alone"], sections: [],
      reproduction: Gallery.reproduction)
    let html = HTMLPage(page).text
    #expect(html.contains("<code>a&lt;b</code> has 3\u{A0}M users, 5\u{A0}% of all"))
    #expect(html.contains("<p>one ` alone</p>"))
    let markdown = MarkdownPage(page, name: "x").text
    #expect(markdown.contains("**`a<b` has 3 M users, 5 % of all**"))
    #expect(markdown.contains("one \\` alone"))
  }

  @Test("Names do no harm in Markdown: outside code spans no sign means anything")
  func markdown() {
    let text = MarkdownPage(Gallery.page, name: "a page (1)").text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let code = lines.firstIndex(of: "```text")
    for (index, line) in lines.enumerated() where index != code.map({ $0 + 1 }) {
      let outside = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 }.map(\.element).joined()
      #expect(!outside.replacing("\\<", with: "").contains("<script"), "\(line)")
      #expect(!outside.replacing("\\<", with: "").contains("<img"), "\(line)")
    }
    #expect(text.contains("](a%20page%20%281%29-1.svg)"))
    // Rows of tables have the cells of their header.
    for line in lines where line.hasPrefix("| \\=cmd") || line.hasPrefix("| =cmd") {
      #expect(line.replacing("\\|", with: "").split(separator: "|").count >= 2)
    }
  }

  @Test("Markdown names its drawings, and there are as many")
  func drawings() {
    let page = MarkdownPage(Gallery.page, name: "report")
    let drawings = page.drawings
    #expect(drawings.count == Gallery.charts.count + 1)
    for drawing in drawings { #expect(page.text.contains("](\(drawing.name))")) }
  }

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

  @Test("Arguments are quoted as a shell needs it")
  func shell() {
    #expect(
      ShellText.command(["report", "a.csv", "--driver", "log(x)", "it's", ""])
        == "report a.csv --driver 'log(x)' 'it'\\''s' ''")
  }

  @Test("A scenario's page has a section for every finding, and none for what was not found")
  func findings() throws {
    let file = Pages.project.appending(path: "data/twitter/insider-intelligence.yaml").path()
    let found = ["Who caused it", "What one unit costs", "Which input matters", "What would keep the users"]
    let page = try Pages.scenario(file)
    #expect(page.sections.map(\.title).filter(found.contains).count == 4)
    let text = HTMLPage(page).text
    for words in [
      "−$52 M", "A user is worth $10.", "−21.3 M", "at its low value", "the best reachable is 351.2\u{A0}M",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let plain = try Pages.scenario(file, findings: ScenarioPage.Findings())
    #expect(plain.sections.map(\.title).filter(found.contains).isEmpty)
    #expect(plain.reproduction.seed == 1)
  }
}
