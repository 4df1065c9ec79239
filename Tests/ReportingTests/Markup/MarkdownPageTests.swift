import ChurnForecast
import Foundation
import TestSupport
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

  /// The number of tags that a reader of Markdown would take over: each `<` outside code and not after a backslash.
  private func tags(_ line: String) -> Int {
    let isHTML = line.utf8.starts(with: "<details>".utf8)
    var (count, isEscaped, isCode) = (0, false, false)
    for byte in line.utf8 {
      if byte == UInt8(ascii: "<"), isHTML || (!isEscaped && !isCode) { count += 1 }
      if byte == UInt8(ascii: "`"), !isEscaped || isCode { isCode.toggle() }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped && !isCode
    }
    return count
  }

  @Test(
    "Wherever a page has text, a name is text: lines, headings and elements are those of the page",
    arguments: HostilePage.names)
  func everywhere(name: String) {
    let (text, harmless) = (
      MarkdownPage(HostilePage.page(name), name: "p").text, MarkdownPage(HostilePage.page("name"), name: "p").text
    )
    func lines(_ text: String) -> [String] {
      text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        String(decoding: Array($0), as: UTF8.self)
      }
    }
    #expect(lines(text).count == lines(harmless).count)
    for (index, (line, other)) in zip(lines(text), lines(harmless)).enumerated() {
      // The command is code as a whole.
      guard index != lines(text).count - 5 else { continue }
      #expect(tags(line) == tags(other), "\(line)")
      for start in ["#", "- ", "| ", "![", "<details><summary>", "</details>", "```"] {
        #expect(line.utf8.starts(with: start.utf8) == other.utf8.starts(with: start.utf8), "\(line)")
      }
    }
    #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) })
    #expect(!text.unicodeScalars.contains { (0x2028...0x202E).contains($0.value) })
  }

  @Test("Drawings contain no script, no reference and no name as markup", arguments: HostilePage.names)
  func safeDrawings(name: String) {
    for drawing in MarkdownPage(HostilePage.page(name), name: "p").drawings {
      let file = HTMLBytes(drawing.text)
      #expect(file.problem == nil, "\(file.problem ?? "")")
      #expect(file.elements.isSubset(of: ["svg", "title", "desc", "style", "rect", "path", "circle", "text"]))
      #expect(file.attributes.isDisjoint(with: ["href", "style", "onload", "onclick", "src"]))
    }
  }

  @Test("A command stays in its block of code, whatever it contains")
  func command() {
    var page = Gallery.page
    page.reproduction.command = "a\r\nb ```\u{301} ``` c `` d ````\n# e"
    #expect(MarkdownPage(page, name: "x").text.contains("\n```text\na  b '''\u{301} ''' c `` d '''' # e\n```\n"))
  }
}
