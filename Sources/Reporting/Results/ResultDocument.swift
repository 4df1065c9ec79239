/// A result: tables and notes for people in their order, the table for CSV, and the fields for JSON.
public struct ResultDocument: Sendable {
  /// A part that people read.
  package enum Block: Sendable {
    /// A line of text.
    case line(String)
    /// A table.
    case table(ResultTable)
    /// Sentences that stand alone.
    case notes([String])
  }

  /// What people read, in its order.
  package let blocks: [Block]
  /// What CSV has.
  package let data: ResultTable
  /// What JSON has.
  package let fields: [String: ResultField]

  /// A result.
  ///
  /// - Parameters:
  ///   - blocks: what people read, in its order.
  ///   - data: what CSV has.
  ///   - fields: what JSON has, by key.
  package init(_ blocks: [Block], data: ResultTable, fields: [String: ResultField]) {
    self.blocks = blocks
    self.data = data
    self.fields = fields
  }
}
