import ChurnForecast
import Testing

@Suite("Reports of tornados")
struct TornadoReportTests {
  @Test("The widest input has the longest bar, and every other one a bar in proportion")
  func bars() throws {
    let tornado = try Samples.solution().tornado()
    let rows = TornadoReport(tornado).table.seen(by: .text).rows
    #expect(rows.count == tornado.bars.count && rows.count > 3)
    #expect(rows[0][6].text == String(repeating: "█", count: 20))
    for (row, bar) in zip(rows, tornado.bars) {
      #expect(row[6].text.count == Int((20 * bar.swing / tornado.bars[0].swing).rounded(.up)))
      #expect(row[5].value == NumberText.rounded(bar.swing))
    }
  }

  @Test("Every kind of input describes its ends")
  func kinds() throws {
    let tornado = try Samples.solution().tornado()
    let (columns, rows) = TornadoReport(tornado).table.seen(by: .text)
    #expect(columns.map(\.title) == ["input", "low", "high", "users at low", "users at high", "swing", "", "range"])
    let words = Dictionary(zip(tornado.bars.map(\.kind), rows.map { $0[7].text })) { first, _ in first }
    #expect(words[.parameter] == "95 % of its draws" && words[.innovations] == "95 % of monthly innovations")
    #expect(words[.path] == "path of calm … storm, really")
    let innovations = try #require(tornado.bars.firstIndex { $0.kind == .innovations })
    #expect(rows[innovations][1].text == "" && tornado.bars[innovations].inputs == nil)
    let csv = TornadoReport(tornado).rendered(as: .csv)
    #expect(csv.contains("\ninnovations,innovations,,,"))
  }

  @Test("Where nothing is uncertain the report says so")
  func certain() throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0.01
      drivers: {x: {reference: 1, effect: 0.001}}
      horizon: 2023-12
      scenarios: {calm: {}, same: {x: 1}}

      """
    let text = TornadoReport(try Samples.solution(yaml).tornado("same")).rendered(as: .table)
    #expect(text.contains("- No input is uncertain, and no path differs from that of the reference."))
  }
}
