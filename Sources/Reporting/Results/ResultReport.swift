/// A result that becomes tables, notes and fields once; every format is written from them.
public protocol ResultReport {
  /// The tables, notes and fields.
  var document: ResultDocument { get }
}

extension ResultReport {
  /// The report as text.
  ///
  /// - Parameter format: the format.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String { format.writer.text(of: document) }
}
