import Reporting
import Testing

@Suite("Formats of output")
struct OutputFormatTests {
  @Test("Every format writes the same result in its own way")
  func writers() {
    let table = ResultTable(columns: [ResultColumn("share", csv: ["share"])], rows: [[.percent(0.25, 1)]])
    let document = ResultDocument([.table(table)], data: table, fields: ["rows": .records(table)])
    #expect(OutputFormat.table.writer().text(of: document) == "share\n25.0 %\n")
    #expect(OutputFormat.csv.writer().text(of: document) == "share\n0.25\n")
    #expect(OutputFormat.json.writer().text(of: document).filter { !$0.isWhitespace } == #"{"rows":[{"share":0.25}]}"#)
    #expect(OutputFormat.allCases.map(\.rawValue) == ["table", "csv", "json"])
  }
}
