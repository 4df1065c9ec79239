import ChurnForecast
import Foundation
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
