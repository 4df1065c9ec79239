/// A row of a result.
public struct ResultRow: Sendable, Equatable {
  /// One cell per column.
  public let cells: [ResultCell]
  /// Its readers.
  package let audience: ResultAudience

  /// A row.
  ///
  /// - Parameters:
  ///   - cells: one cell per column.
  ///   - audience: its readers.
  package init(_ cells: [ResultCell], for audience: ResultAudience = .everyone) {
    self.cells = cells
    self.audience = audience
  }

  /// The cell of a column.
  public subscript(column: Int) -> ResultCell { cells[column] }
}
