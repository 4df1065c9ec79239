import ChurnForecast
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Charts")
struct ChartDrawingTests {
  /// A text of a drawing and its estimated extent.
  private struct Label {
    let text: String
    let left: Double
    let right: Double
    let middle: Double

    func overlaps(_ other: Label) -> Bool {
      left < other.right && other.left < right && abs(middle - other.middle) < TextExtent.size
    }
  }

  private func labels(_ drawing: Drawing) throws -> [Label] {
    let pattern = try Regex(
      #"<text class="[^"]*" x="([-0-9.]+)" y="([-0-9.]+)"(?: text-anchor="([a-z]+)")?>([^<]*)</text>"#)
    return try drawing.elements.matches(of: pattern).map { match in
      let x = try #require(Double(match.output[1].substring ?? ""))
      let y = try #require(Double(match.output[2].substring ?? ""))
      var text = String(match.output[4].substring ?? "")
      for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replacing(entity, with: letter)
      }
      let width = TextExtent.width(text)
      let anchor = match.output[3].substring
      let left = x - (anchor == "end" ? width : anchor == "middle" ? width / 2 : 0)
      return Label(text: text, left: left, right: left + width, middle: y)
    }
  }

  @Test("No text lies on another or leaves the drawing", arguments: Gallery.charts.indices, [840.0, 358])
  func overlap(index: Int, width: Double) throws {
    let chart = Gallery.charts[index]
    let drawing = chart.drawn(width: width)
    let labels = try labels(drawing)
    #expect(labels.count >= 2 || chart is SmallMultiples)
    for (position, label) in labels.enumerated() {
      for other in labels[(position + 1)...] {
        #expect(!label.overlaps(other), "\(chart.title) at \(width): \(label.text) and \(other.text)")
      }
      #expect(label.left >= -1 && label.right <= width + 1, "\(chart.title) at \(width): \(label.text)")
      #expect(label.middle > 0 && label.middle < drawing.height, "\(chart.title) at \(width): \(label.text)")
    }
  }

  @Test(
    "Every chart is well-formed XML with title and description, whatever the names", arguments: Gallery.charts.indices)
  func wellFormed(index: Int) throws {
    let chart = Gallery.charts[index]
    let page = MarkdownPage(
      ReportPage(
        title: "", headline: "", sections: [.init("", [.chart(chart)])], reproduction: Gallery.reproduction), name: "x")
    let file = try #require(page.drawings.first).text
    #expect(file.hasPrefix("<svg ") && file.contains("role=\"img\""))
    #expect(!file.contains("<script") && !file.contains("<img"))
    let parser = XMLParser(data: Data(file.utf8))
    let reader = TitleReader()
    parser.delegate = reader
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    #expect(reader.texts["title"] == chart.title && reader.texts["desc"] == chart.description)
    #expect(!file.contains("nan") && !file.contains("inf"))
  }
}

/// Collects the first title and description of a drawing.
private final class TitleReader: NSObject, XMLParserDelegate {
  var texts: [String: String] = [:]
  private var open: String?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    guard name == "title" || name == "desc", texts[name] == nil else { return }
    open = name
    texts[name] = ""
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let open { texts[open, default: ""] += text }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == open { open = nil }
  }
}
