/// A table as HTML: the first column names the rows, and numbers carry their exact value.
package struct HTMLTable {
  private let table: ResultTable

  /// The HTML of a table.
  package init(_ table: ResultTable) { self.table = table }

  /// The element, which scrolls where a page is too narrow.
  package var text: String {
    let (columns, rows) = table.seen(by: .page)
    func head(_ column: ResultColumn) -> String {
      "<th scope=\"col\"\(column.isNumeric ? " class=\"r\"" : "")>\(Prose(column.title).html)</th>"
    }
    var text =
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(Markup.escaped(table.caption))\"><table>"
      + "<caption>\(Prose(table.caption).html)</caption>\n<thead><tr>\(columns.map(head).joined())</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr>"
      for (index, (cell, column)) in zip(row, columns).enumerated() {
        let kind = index == 0 ? "th scope=\"row\"" : "td"
        let style = column.isNumeric ? " class=\"r\"" : cell.text.utf8.count > 28 ? " class=\"w\"" : ""
        let value = cell.value.map { " data-value=\"\($0)\"" } ?? ""
        text += "<\(kind)\(style)\(value)>\(Markup.escaped(cell.text))</\(index == 0 ? "th" : "td")>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }
}
