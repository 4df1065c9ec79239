import Reporting
import Series
import Testing

@Suite("Results as CSV")
struct CSVWriterTests {
  private func csv(_ table: ResultTable) -> String {
    OutputFormat.csv.writer().text(of: ResultDocument([], data: table, fields: [:]))
  }

  @Test("An interval has two columns even where it is missing; headings for people are left out")
  func intervals() {
    let table = ResultTable(
      columns: [
        ResultColumn("name, or so", csv: ["name"]), ResultColumn("80 % interval", csv: ["lower80", "upper80"]),
        ResultColumn("for people"), .machine(csv: [], json: ["key"]),
      ],
      rows: [
        [ResultCell("a,b"), .interval(1000.4, 2000.6, .users), ResultCell("no"), .count(1)],
        [ResultCell("c"), .missing("none stated"), ResultCell("no"), .count(2)],
      ])
    #expect(csv(table) == "name,lower80,upper80\n\"a,b\",1000,2001\nc,,\n")
  }

  @Test("Rows that are not for CSV are left out")
  func rows() {
    let table = ResultTable(
      columns: [ResultColumn("n", csv: ["n"])],
      rows: [ResultRow([.count(1)], for: .people), ResultRow([.count(2)], for: .csv), ResultRow([.count(3)])])
    #expect(csv(table) == "n\n2\n3\n")
  }

  @Test(
    "Values have all their digits",
    arguments: [
      (ResultCell.number(0.1 + 0.2), "0.30000000000000004"), (.number(-0.0), "-0.0"), (.number(1e-12), "1e-12"),
      (.number(1e15), "1000000000000000.0"), (.number(.nan), ""), (.number(.infinity), ""), (.number(-.infinity), ""),
      (.number(nil), ""), (.percent(0.123456), "0.123456"), (.number(0.00001, .probability), "1e-05"),
      (.users(1234.5), "1235"), (.signedUsers(-1234.4), "-1234"), (.users(.nan), ""),
      (.number(1234.5, .amount), "1234.5"), (.count(-7), "-7"), (.month(Month(year: 2024, month: 2)), "2024-02"),
      (.month(nil, orElse: "later"), ""), (.flag(true), "true"), (.text("a\nb"), "\"a\nb\""),
      (.text("say \"so\""), "\"say \"\"so\"\"\""), (.text("`|<"), "`|<"), (.text(nil), ""),
      (ResultCell("sustained").shown(as: "every month"), "sustained"), (.text("=1+1"), "'=1+1"),
      (.number(-1e300), "-1e+300"), (.number(-1e300, .signedAmount), "-1e+300"), (.count(-1), "-1"),
      (.number(2).shown(as: "any level"), "2.0"),
    ])
  func values(cell: ResultCell, text: String) {
    #expect(csv(ResultTable(columns: [ResultColumn("c", csv: ["c"])], rows: [[cell]])) == "c\n\(text)\n")
  }
}
