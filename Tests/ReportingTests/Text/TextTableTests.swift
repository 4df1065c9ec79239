import Reporting
import Testing

@Suite("Tables for a terminal")
struct TextTableTests {
  @Test("Words are aligned to the left, numbers to the right, and no line ends with a space")
  func aligned() {
    let table = ResultTable(
      columns: [ResultColumn("name"), ResultColumn("users", isNumeric: true), ResultColumn("basis")],
      rows: [
        [ResultCell("a"), .users(1_234_567), ResultCell("assumed")], [ResultCell("longer"), .users(5), ResultCell("")],
      ])
    #expect(
      TextTable(table).text == """
        name      users  basis
        a       1.235 M  assumed
        longer    5.000

        """)
  }

  @Test("Columns for which a terminal has no room follow below, after the first one again; nothing is lost")
  func wide() {
    let table = ResultTable(
      columns: ["name", "alpha", "beta", "gamma"].map { ResultColumn($0) },
      rows: [["a", "1", "2", "3"], ["longer", "4", "5", "6"]].map { $0.map { ResultCell($0) } })
    func text(_ width: Int) -> String { TextTable(table, on: Terminal(width: width, isColoured: false)).text }
    #expect(text(26) == TextTable(table).text)
    #expect(
      text(25) == "name    alpha  beta\na       1      2\nlonger  4      5\n\nname    gamma\na       3\nlonger  6\n")
    // A line has at least two columns, however narrow the terminal.
    #expect(text(3).split(separator: "\n").count == 9)
  }

  @Test("Headings and effects have styles where a terminal has them")
  func styles() {
    let table = ResultTable(
      columns: [ResultColumn("name"), ResultColumn("p", isNumeric: true), ResultColumn("")],
      rows: [[ResultCell("x"), ResultCell("0.01"), ResultCell("harmful")]])
    #expect(
      TextTable(table, on: Terminal(width: 80, isColoured: true)).text
        == "\u{1B}[1mname\u{1B}[0m  \u{1B}[1m   p\u{1B}[0m\nx     0.01  \u{1B}[31mharmful\u{1B}[0m\n")
    #expect(!TextTable(table, on: Terminal(width: 80, isColoured: false)).text.contains("\u{1B}"))
  }

  @Test("Columns without any content are left out; a column with a heading or a single value is not")
  func unused() {
    let table = ResultTable(
      columns: [ResultColumn("a"), ResultColumn(""), ResultColumn("empty"), ResultColumn("")],
      rows: [
        [ResultCell("1"), ResultCell(""), ResultCell(""), ResultCell("")],
        [ResultCell("2"), ResultCell(""), ResultCell(""), ResultCell("x")],
      ])
    #expect(TextTable(table).text == "a  empty\n1\n2         x\n")
  }

  @Test("Columns and rows of other readers are left out")
  func audience() {
    let table = ResultTable(
      columns: [
        ResultColumn("seen"), .machine(csv: ["key"]), ResultColumn("on pages", for: .page, csv: []),
        ResultColumn("here", for: .text, csv: []),
      ],
      rows: [
        ResultRow([ResultCell("a"), ResultCell("b"), ResultCell("c"), ResultCell("d")]),
        ResultRow([ResultCell("e"), ResultCell("f"), ResultCell("g"), ResultCell("h")], for: [.page, .machines]),
      ])
    #expect(TextTable(table).text == "seen  here\na     d\n")
  }

  @Test("A table without rows has its headings")
  func empty() {
    #expect(
      TextTable(ResultTable(columns: [ResultColumn("a"), ResultColumn("b")], rows: [[ResultCell]]())).text == "a  b\n")
  }

  @Test("Nothing in a name moves the cursor, changes colours or turns the direction of writing")
  func hidden() {
    let table = ResultTable(
      columns: [ResultColumn("a\u{1B}[31m"), ResultColumn("b")],
      rows: [[ResultCell("x\u{9B}2J\u{202E}\ny"), ResultCell("1\r")], [ResultCell("z\u{301}"), ResultCell("2")]])
    #expect(
      TextTable(table).text
        == "a\u{FFFD}[31m   b\nx\u{FFFD}2J\u{FFFD}\u{FFFD}y  1\u{FFFD}\nz\u{301}        2\n")
  }
}
