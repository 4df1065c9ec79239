/// Rows of comma-separated values, RFC 4180.
///
/// Everything is decided by bytes, as readers of CSV do: a mark that combines with a comma does not hide it.
package enum CSVText {
  /// The rows, each ended by a line feed.
  package static func rows(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
  }

  /// Any text as a cell: harmless in a spreadsheet (see ``guarded(_:)``), and quoted where needed.
  package static func cell(_ text: String) -> String { quoted(guarded(text)) }

  /// The cell, in quotation marks if it contains a separator, quotation mark or line break, or a blank at an end.
  package static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { byte in
      byte == comma || byte == quote || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes || isBlank(cell.utf8.first) || isBlank(cell.utf8.last) else { return cell }
    var bytes = [quote]
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  /// Readers trim such bytes at the ends of a cell without quotation marks.
  private static func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
