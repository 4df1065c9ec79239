/// Counts of users in one column, written with the same unit and as many decimals.
enum ColumnDigits {
  /// The cells of a column: all in one style where none loses its digits by it, else each interval in a style of its own.
  static func unified(_ cells: [ResultCell]) -> [ResultCell] {
    written(cells) ?? cells.map { written([$0])?[0] ?? $0 }
  }

  /// Cells in the style that they can share; nil for none, or where they agree already.
  private static func written(_ cells: [ResultCell]) -> [ResultCell]? {
    let counts = cells.flatMap(\.parts).compactMap(\.users)
    return UsersStyle.shared(by: counts).map { style in cells.map { $0.written { style.text($0) } } }
  }
}
