import SeriesIO
import Testing

@Suite("Paths as bytes")
struct PathTextTests {
  @Test("Folder and name meet at the last slash, whatever mark follows it")
  func parts() {
    #expect(PathText.folder(of: "a/b/c") == "a/b/" && PathText.name(of: "a/b/c") == "c")
    #expect(PathText.folder(of: "c") == "" && PathText.name(of: "c") == "c")
    #expect(PathText.folder(of: "/c") == "/" && PathText.name(of: "a/") == "")
    #expect(Array(PathText.folder(of: "a/\u{301}c").utf8) == Array("a/".utf8))
    #expect(Array(PathText.name(of: "a/\u{301}c").utf8) == Array("\u{301}c".utf8))
  }

  @Test("A file named in another one lies beside it; a hyphen is a file too")
  func besides() {
    #expect(PathText.path(of: "x.csv", besides: "plans/s.yaml") == "plans/x.csv")
    #expect(PathText.path(of: "x.csv", besides: "s.yaml") == "x.csv")
    #expect(PathText.path(of: "/x.csv", besides: "plans/s.yaml") == "/x.csv")
    #expect(PathText.path(of: "-", besides: "s.yaml") == "./-")
    #expect(PathText.path(of: "-", besides: "./s.yaml") == "./-")
  }
}
