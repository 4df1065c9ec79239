/// Rows of comma-separated values, RFC 4180.
package enum CSVText {
  /// The rows, each ended by a line feed.
  package static func rows(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// The cell, in quotation marks if it contains a separator, quotation mark or line break.
  package static func quoted(_ cell: String) -> String {
    let special = cell.contains { ",\"\n\r\r\n".contains($0) } || cell.first == " " || cell.last == " "
    return special ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }
}
