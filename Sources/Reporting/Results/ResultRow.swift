/// A row of a result.
public struct ResultRow: Sendable, Equatable {
  /// A cell a column.
  public let cells: [ResultCell]
  /// Who sees it.
  package let audience: ResultAudience

  /// A row.
  ///
  /// - Parameters:
  ///   - cells: a cell a column.
  ///   - audience: who sees it.
  package init(_ cells: [ResultCell], for audience: ResultAudience = .everyone) {
    self.cells = cells
    self.audience = audience
  }

  /// The cell of a column.
  public subscript(column: Int) -> ResultCell { cells[column] }
}
