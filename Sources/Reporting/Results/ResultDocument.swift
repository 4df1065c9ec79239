/// A result: tables and notes for people, in order, the table for CSV, and the fields for JSON.
public struct ResultDocument: Sendable {
  /// A part that people read.
  package enum Block: Sendable {
    /// A line of text.
    case line(String)
    /// Lines without a blank line between them.
    case lines([String])
    /// A table.
    case table(ResultTable)
    /// Separate sentences.
    case notes([String])

    /// Whether there is nothing to read.
    var isEmpty: Bool {
      switch self {
      case .lines(let texts), .notes(let texts): texts.isEmpty
      case .line, .table: false
      }
    }
  }

  /// The blocks for people, in order.
  package let blocks: [Block]
  /// The table for CSV.
  package let data: ResultTable
  /// The fields for JSON.
  package let fields: [String: ResultField]

  /// A result.
  ///
  /// - Parameters:
  ///   - blocks: the blocks for people, in order.
  ///   - data: the table for CSV.
  ///   - fields: the fields for JSON, by key.
  package init(_ blocks: [Block], data: ResultTable, fields: [String: ResultField]) {
    self.blocks = blocks
    self.data = data
    self.fields = fields
  }
}
