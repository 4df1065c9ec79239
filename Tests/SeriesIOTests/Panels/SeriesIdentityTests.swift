import SeriesIO
import Testing

@Suite("Identities of series")
struct SeriesIdentityTests {
  /// The identities of names, each in its own panel.
  private func identities(_ names: [String]) throws -> [SeriesIdentity] {
    try names.map { name in
      let block = try panel("series,month\n\"\(name)\",2020-01\n").next()
      return try #require(block).series[0].identity
    }
  }

  @Test("A name has one identity, regardless of position and quoting")
  func same() throws {
    let plain = try #require(try panel("series,month\nabcdefghij,2020-01\n").next()).series[0].identity
    let quoted = try #require(try panel("month,series\n2020-01,\"abcdefghij\"\n").next()).series[0].identity
    let blanks = try #require(try panel("month;series\n2020-01; abcdefghij \n").next()).series[0].identity
    #expect(plain == quoted && plain == blanks && plain.value != 0)
  }

  @Test("Names that differ in a letter, in their order or in their length have different identities")
  func different() throws {
    var names = (1...40).map { String(repeating: "a", count: $0) }
    for place in 0..<20 {
      var letters = [Character](repeating: "a", count: 20)
      letters[place] = "b"
      names.append(String(letters))
    }
    names += ["abcdefghijklmnop", "ijklmnopabcdefgh", "abcdefghijklmnopa", "aabcdefghijklmnop", "ä", "a\u{308}"]
    let found = try identities(names)
    #expect(Set(found).count == names.count)
  }
}
