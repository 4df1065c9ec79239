import SeriesIO
import Testing

@Suite("The shape of YAML")
struct YAMLShapeTests {
  @Test(
    "Lists, texts and keys are what YAML says they are, wherever asterisks and question marks stand",
    arguments: [
      "a: 1\nb: [x, {c: d}]\n", "# ******** a banner ********\na: 1\n", "title: \"**bold** and **more**\"\n",
      "title: 'a * b *c *d'\n", "title: |\n  *one *two\n  ? not a key\n", "? a\n: 1\n? b\n: 2\n", "", "- a\n- b\n",
      "a: &x 1\nb: *x\n", "a: &x [1, 2]\nb: [*x, *x, *x]\n", "\"quoted key\": 1\n'another': 2\n",
      "a: &x 1\nc: &x 2\nd: *x\n",
    ])
  func harmless(text: String) { #expect(YAMLShape.flaw(in: text) == nil) }

  @Test("A hundred aliases of a small value do no harm")
  func many() {
    let text = "a: &a [x, x]\nb: [" + [String](repeating: "*a", count: 100).joined(separator: ", ") + "]\n"
    #expect(YAMLShape.flaw(in: text) == nil)
  }

  @Test(
    "Keys must be plain, even where they hold much, lie deep or refer to something",
    arguments: [
      ("? [a, b]\n: 1\n", 1), ("a: 1\n? {b: c}\n: 1\n", 2), ("a: &a b\nc:\n  - {*a : 1}\n", 3),
      ("x: {[a]: b}\n", 1), ("a:\n  b:\n    ? - c\n    : d\n", 3), ("? &a0 [l, l]\n: 1\n? &a1 [*a0, *a0]\n: 1\n", 1),
    ])
  func keys(text: String, line: Int) { #expect(YAMLShape.flaw(in: text) == .keyNotPlain(line: line)) }

  @Test("Keys that lie inside of one another are refused at the outermost")
  func deepKeys() {
    let text = String(repeating: "? ", count: 90) + String(repeating: "x", count: 100_000) + "\n"
    #expect(YAMLShape.flaw(in: text) == .keyNotPlain(line: 1))
  }

  @Test("An alias inside of what it refers to is refused")
  func recursion() {
    #expect(YAMLShape.flaw(in: "a: &a\n  - b\n  - *a\n") == .recursion(line: 3, name: "a"))
    #expect(YAMLShape.flaw(in: "a: &a 1\nb: &a {c: *a}\n") == .recursion(line: 2, name: "a"))
  }

  @Test("What aliases repeat is bounded, by numbers of values and by bytes, through any number of steps")
  func expansion() {
    let doubling =
      "a0: &a0 [x, x]\n" + (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    guard case .expansion(let line)? = YAMLShape.flaw(in: doubling) else {
      Issue.record("not refused")
      return
    }
    #expect((15...21).contains(line))
    let long = "a: &a " + String(repeating: "x", count: 100_000) + "\n"
    #expect(YAMLShape.flaw(in: long + "b: [" + String(repeating: "*a, ", count: 10) + "]\n") == nil)
    #expect(YAMLShape.flaw(in: long + "b: [" + String(repeating: "*a, ", count: 11) + "]\n") == .expansion(line: 2))
  }

  @Test("Nesting is bounded")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
    }
    #expect(YAMLShape.flaw(in: nested(YAMLShape.deepest)) == nil)
    #expect(YAMLShape.flaw(in: nested(YAMLShape.deepest + 1)) == .depth(line: 1))
    #expect(YAMLShape.flaw(in: "\n" + String(repeating: "- ", count: 5000) + "x") == .depth(line: 2))
  }

  @Test(
    "Text that is not YAML, or refers to nothing, is for others to explain", arguments: ["a: [\n", "a: *b\n", "\u{1}"])
  func notYAML(text: String) { #expect(YAMLShape.flaw(in: text) == nil) }

  @Test("Only the first document is looked at")
  func documents() { #expect(YAMLShape.flaw(in: "a: 1\n---\n? [b]\n: 1\n") == nil) }
}
