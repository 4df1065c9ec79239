/// Writes a result in one format.
package protocol ResultWriter: Sendable {
  /// The text, ended by a line feed.
  func text(of document: ResultDocument) -> String
}
