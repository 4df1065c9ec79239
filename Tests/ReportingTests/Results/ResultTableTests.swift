import Reporting
import Testing

@Suite("Tables of results")
struct ResultTableTests {
  private let table = ResultTable(
    caption: "All",
    columns: [
      ResultColumn("name", csv: ["name"], json: ["id"]), ResultColumn("interval", csv: ["lower", "upper"]),
      ResultColumn("on pages", for: .page, csv: []), .machine(csv: ["key"], json: []),
      .machine(csv: [], json: ["share"]),
    ],
    rows: [
      ResultRow([ResultCell("a"), .interval(1, 2, .users), ResultCell("p"), .count(1), .number(0.5)]),
      ResultRow([ResultCell("b"), .missing("none"), ResultCell("q"), .count(2), .number(.nan)], for: .machines),
      ResultRow(
        [ResultCell("sum"), .interval(3, 4, .users), ResultCell("r"), .count(3), .missing()], for: [.people, .csv]),
    ])

  @Test("Readers see their columns and rows")
  func seen() {
    #expect(table.seen(by: .text).columns.map(\.title) == ["name", "interval"])
    #expect(table.seen(by: .page).columns.map(\.title) == ["name", "interval", "on pages"])
    #expect(table.seen(by: .csv).columns.flatMap(\.csv) == ["name", "lower", "upper", "key"])
    #expect(table.seen(by: .text).rows.map { $0.map(\.text) } == [["a", "1.000 … 2.000"], ["sum", "3.000 … 4.000"]])
    #expect(table.seen(by: .csv).rows.map { $0[0].text } == ["a", "b", "sum"])
  }

  @Test("Records have a key for each end of an interval, and none for missing values")
  func records() {
    let records = table.records
    #expect(records.count == 2)
    #expect(
      records[0] == [
        "id": .text("a"), "lower": .users(1), "upper": .users(2), "share": .number(0.5),
      ])
    #expect(records[1]["id"] == .text("b") && records[1]["upper"] == nil)
  }

  @Test("A part has the same columns and its own caption")
  func part() {
    let part = table.part("One") { $0 == 1 }
    #expect(part.caption == "One" && part.columns == table.columns && part.rows == [table.rows[1]])
    #expect(table.part { _ in true } == table)
  }
}
