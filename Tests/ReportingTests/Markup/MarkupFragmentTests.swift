import Foundation
import Reporting
import Testing

@Suite("Fragments of markup")
struct MarkupFragmentTests {
  @Test("Literals and fragments are inserted as they are, texts escaped, numbers as coordinates or with all digits")
  func made() {
    let (name, code): (String, MarkupFragment) = ("<b>\u{338}&", "<code>x</code>")
    let whole: MarkupFragment = "<p title=\"\(name)\">\(code)\(0.1) \(at: 12.34)</p>"
    #expect(whole.text == "<p title=\"&lt;b&gt;\u{338}&amp;\"><code>x</code>0.1 12.3</p>")
    #expect(
      (whole + code).text == whole.text + code.text && MarkupFragment([code, code]).text == code.text + code.text)
    var sum = MarkupFragment()
    sum += code
    #expect(sum == code && "\(sum)" == code.text)
  }

  @Test("Only constants of the program, and what escapes its texts, becomes finished markup without being escaped")
  func sources() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Reporting")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var makers: [String: Set<String>] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for way in ["MarkupFragment(constant:", "MarkdownFragment(finished:", "Finished(text:"]
      where text.contains(way) || (way == "MarkdownFragment(finished:" && text.contains("\n      finished:")) {
        makers[way, default: []].insert(file.lastPathComponent)
      }
    }
    #expect(makers["MarkupFragment(constant:"] == ["ChartStyle.swift", "PageStyle.swift"])
    #expect(
      makers["MarkdownFragment(finished:"] == ["MarkdownPage.swift", "MarkdownTable.swift", "Prose.swift"])
    #expect(makers["Finished(text:"] == ["MarkupFragment.swift", "MarkdownFragment.swift"])
  }
}
