import ChurnForecast
import Foundation
import TestSupport
import Testing

@Suite("Pages as HTML")
struct HTMLPageTests {
  @Test("Names do no harm in HTML")
  func html() {
    let text = HTMLPage(Gallery.page).text
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    // The page's own script is the only one.
    #expect(text.components(separatedBy: "<script").count == 2)
    #expect(!text.contains("<img") && !text.contains("\u{1}"))
    #expect(!text.contains("http://") && !text.contains("https://"))
  }

  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "nav", "a", "main", "section",
    "footer",
    "pre", "code", "script", "ul", "li", "figure", "figcaption", "div", "details", "summary", "table", "caption",
    "thead",
    "tbody", "tr", "th", "td", "label", "input", "select", "option", "output", "span", "svg", "desc", "path", "rect",
    "circle", "text",
  ]
  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "aria-label", "aria-labelledby",
    "aria-live",
    "role", "tabindex", "scope", "data-keys", "data-value", "data-name", "data-change", "data-last", "type",
    "autocomplete", "value",
    "hidden", "viewBox", "d", "x", "y", "cx", "cy", "r", "width", "height", "text-anchor",
  ]

  @Test(
    "Wherever a page has text, a name is text: no byte of it is markup, none is hidden", arguments: HostilePage.names)
  func everywhere(name: String) {
    let text = HTMLPage(HostilePage.page(name)).text
    let page = HTMLBytes(text)
    #expect(page.problem == nil, "\(page.problem ?? "")")
    #expect(page.elements.isSubset(of: Self.elements), "\(page.elements.subtracting(Self.elements))")
    #expect(page.attributes.isSubset(of: Self.attributes), "\(page.attributes.subtracting(Self.attributes))")
    let harmless = HTMLBytes(HTMLPage(HostilePage.page("name")).text)
    #expect(
      page.counts.filter { $0.key != "code" && $0.key != "text" }
        == harmless.counts.filter { $0.key != "code" && $0.key != "text" })
    #expect(
      !text.unicodeScalars.contains {
        ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F...0x9F).contains($0.value)
      })
    #expect(
      !text.unicodeScalars.contains { (0x2028...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
  }

  @Test("The policy names the style and the script of the page by their hashes, and allows nothing else")
  func policy() throws {
    let text = HTMLPage(Gallery.page).text
    func between(_ start: String, _ end: String) throws -> String {
      let from = try #require(text.range(of: start)).upperBound
      return String(text[from..<(try #require(text[from...].range(of: end)).lowerBound)])
    }
    func hash(_ tag: String) throws -> String {
      let fingerprint = Fingerprint()
      fingerprint.add(Array(try between("<\(tag)>", "</\(tag)>").utf8)[...])
      return Data(fingerprint.value).base64EncodedString()
    }
    #expect(
      try between("Content-Security-Policy\" content=\"", "\">")
        == "default-src 'none'; style-src 'sha256-\(hash("style"))'; script-src 'sha256-\(hash("script"))'; "
        + "base-uri 'none'; form-action 'none'")
    #expect(!text.contains("unsafe-inline"))
  }

  @Test("Every chart appears in two widths with title, description and table")
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
}
