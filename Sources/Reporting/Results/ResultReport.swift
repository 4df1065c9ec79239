/// A result that becomes tables, notes and fields once; every format is written from them.
public protocol ResultReport {
  /// The tables, notes and fields.
  var document: ResultDocument { get }
}

extension ResultReport {
  /// The report as text.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - terminal: where a table is shown; nil for lines of any length without styles.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat, on terminal: Terminal? = nil) -> String {
    format.writer(terminal).text(of: document)
  }
}
