import Reporting
import Testing

@Suite("Tables in HTML")
struct HTMLTableTests {
  private func html(_ cell: ResultCell, isNumeric: Bool = false) -> String {
    HTMLTable(
      ResultTable(
        caption: "c", columns: [ResultColumn("name"), ResultColumn("v", isNumeric: isNumeric)],
        rows: [[ResultCell("row"), cell]])
    ).markup.text
  }

  @Test("Caption, headings, one heading per row, numbers with their exact value")
  func structure() {
    let table = ResultTable(
      caption: "`a` & b", columns: [ResultColumn("name"), ResultColumn("users", isNumeric: true)],
      rows: [[ResultCell("x"), .users(1_234_567.8)]])
    #expect(
      HTMLTable(table).markup.text == """
        <div class="scroll" role="region" tabindex="0" aria-label="`a` &amp; b"><table><caption><code>a</code> &amp; b</caption>
        <thead><tr><th scope="col">name</th><th scope="col" class="r">users</th></tr></thead>
        <tbody>
        <tr><th scope="row">x</th><td class="r" data-value="1234568.0">1.235 M</td></tr>
        </tbody></table></div>

        """)
  }

  @Test(
    "Cells of every kind",
    arguments: [
      (ResultCell("<b>|`\"'"), "<td>&lt;b&gt;|`&quot;&#39;</td>"), (.missing("none"), "<td>none</td>"),
      (.number(.nan), "<td>–</td>"), (.number(.infinity), "<td>∞</td>"), (.count(3), "<td data-value=\"3.0\">3</td>"),
      (.percent(-0.5, 1), "<td data-value=\"-0.5\">−50.0 %</td>"), (.number(0), "<td data-value=\"0.0\">0</td>"),
      (.number(1e-12), "<td data-value=\"1e-12\">1.000e−12</td>"),
      (.number(1e15), "<td data-value=\"1000000000000000.0\">1.000e+15</td>"),
      (.interval(1, 2, .decimals(0)), "<td>1 … 2</td>"), (.flag(true), "<td>true</td>"),
      (ResultCell("line\nbreak, \u{1}"), "<td>line\nbreak, \u{FFFD}</td>"),
      (ResultCell("a text of more than 28 letters"), "<td class=\"w\">a text of more than 28 letters</td>"),
    ])
  func cells(cell: ResultCell, markup: String) { #expect(html(cell).contains("</th>\(markup)</tr>")) }

  @Test("Columns and rows that are not for pages are left out")
  func audience() {
    let table = ResultTable(
      caption: "c", columns: [ResultColumn("a"), ResultColumn("t", for: .text, csv: ["t"]), .machine(csv: ["m"])],
      rows: [
        ResultRow([ResultCell("x"), ResultCell("y"), ResultCell("z")]),
        ResultRow([ResultCell("p"), ResultCell("q"), ResultCell("r")], for: [.text, .machines]),
      ])
    #expect(HTMLTable(table).markup.text.contains("<tbody>\n<tr><th scope=\"row\">x</th></tr>\n</tbody>"))
  }
}
