import ChurnForecast
import Foundation
import Testing

@Suite("Pages as Markdown")
struct MarkdownPageTests {
  @Test("Names do no harm in Markdown: outside code spans no character is markup")
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
}
