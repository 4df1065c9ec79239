/// The format of a result.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned text for people.
  case table
  /// Comma-separated values, RFC 4180.
  case csv
  /// JSON with stable keys.
  case json

  /// Its writer.
  ///
  /// - Parameter terminal: where a table is shown; nil for lines of any length without styles.
  /// - Returns: the writer.
  package func writer(_ terminal: Terminal? = nil) -> any ResultWriter {
    switch self {
    case .table: TextWriter(terminal: terminal)
    case .csv: CSVWriter()
    case .json: JSONWriter()
    }
  }
}
