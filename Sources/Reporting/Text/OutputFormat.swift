/// How a result is written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned text for people.
  case table
  /// Comma-separated values, RFC 4180.
  case csv
  /// JSON with stable keys.
  case json
}
