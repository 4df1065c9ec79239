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
