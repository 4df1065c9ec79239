/// The format of a result.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned text for people.
  case table
  /// Comma-separated values, RFC 4180.
  case csv
  /// JSON with stable keys.
  case json

  /// Its writer.
  package var writer: any ResultWriter {
    switch self {
    case .table: TextWriter()
    case .csv: CSVWriter()
    case .json: JSONWriter()
    }
  }
}
