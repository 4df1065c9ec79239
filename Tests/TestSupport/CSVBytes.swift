/// A reader of CSV that knows bytes alone (RFC 4180), to check what is written.
public enum CSVBytes {
  /// The rows of a text that ends with a line feed; nil where a quotation mark is out of place.
  public static func rows(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var isClosed = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\"") where isQuoted:
        // Closed, or the first of two.
        (isQuoted, isClosed) = (false, true)
      case UInt8(ascii: "\"") where isClosed:
        cell.append(byte)
        (isQuoted, isClosed) = (true, false)
      case UInt8(ascii: "\""):
        guard cell.isEmpty else { return nil }
        isQuoted = true
      case _ where isQuoted: cell.append(byte)
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        row.append(String(decoding: cell, as: UTF8.self))
        (cell, isClosed) = ([], false)
        if byte == UInt8(ascii: "\n") {
          rows.append(row)
          row = []
        }
      default:
        guard !isClosed else { return nil }
        cell.append(byte)
      }
    }
    return isQuoted || !row.isEmpty || !cell.isEmpty ? nil : rows
  }
}
