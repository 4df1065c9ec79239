import ChurnForecast
import Foundation
import Testing

@Suite("Templates of pages")
struct PageTemplatesTests {
  private static let text: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Reporting/Markup/PageTemplates.swift")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  @Test("No template inserts a text without escaping it, or includes another, which would escape by other rules")
  func unescaped() {
    #expect(Self.text.contains("{{title}}"))
    for way in ["{{{", "{{&", "{{ &", "{{>", "{{<", "CONTENT_TYPE:TEXT", "CONTENT_TYPE:HTML"] {
      #expect(!Self.text.contains(way), "\(way)")
    }
  }

  @Test("There are no styles and no handlers in attributes, which the policy would not allow")
  func attributes() {
    #expect(!Self.text.contains(" style=") && Self.text.matches(of: /\ on[a-z]+=/).isEmpty)
  }
}
