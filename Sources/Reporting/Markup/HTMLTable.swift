/// A table as HTML: the first column names the rows, and numbers carry their exact value.
package struct HTMLTable {
  private let table: ResultTable

  /// The HTML of a table.
  package init(_ table: ResultTable) { self.table = table }

  /// The element, which scrolls where a page is too narrow.
  package var markup: MarkupFragment {
    let (columns, rows) = table.seen(by: .page)
    var markup: MarkupFragment =
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(table.caption)\"><table>"
    markup += "<caption>\(Prose(table.caption).html)</caption>\n<thead><tr>"
    for column in columns {
      markup += "<th scope=\"col\"\(column.isNumeric ? Self.right : "")>\(Prose(column.title).html)</th>"
    }
    markup += "</tr></thead>\n<tbody>\n"
    for row in rows {
      markup += "<tr>"
      for (index, (cell, column)) in zip(row, columns).enumerated() {
        markup += Self.element(cell, column, isHeading: index == 0)
      }
      markup += "</tr>\n"
    }
    return markup + "</tbody></table></div>\n"
  }

  private static let right: MarkupFragment = " class=\"r\""

  private static func element(_ cell: ResultCell, _ column: ResultColumn, isHeading: Bool) -> MarkupFragment {
    let style = column.isNumeric ? right : cell.text.utf8.count > 28 ? " class=\"w\"" : ""
    let value: MarkupFragment = if let value = cell.value { " data-value=\"\(value)\"" } else { "" }
    return isHeading
      ? "<th scope=\"row\"\(style)\(value)>\(cell.text)</th>" : "<td\(style)\(value)>\(cell.text)</td>"
  }
}
