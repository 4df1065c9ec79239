/// Counts of users in one column, written with the same unit and as many decimals.
enum ColumnDigits {
  /// The cells of a column: all in one style where none loses its digits by it, else each interval in a style of its own.
  static func unified(_ cells: [ResultCell]) -> [ResultCell] {
    let values = users(cells)
    guard let style = style(values) else { return cells.map { alone($0) } }
    return Set(values.map { UsersStyle($0) }).count > 1 ? cells.map { $0.written { style.text($0) } } : cells
  }

  /// The two ends of an interval in one style.
  private static func alone(_ cell: ResultCell) -> ResultCell {
    let values = users([cell])
    guard values.count == 2, Set(values.map { UsersStyle($0) }).count > 1, let style = style(values) else {
      return cell
    }
    return cell.written { style.text($0) }
  }

  /// The sizes of counts that are neither 0 nor infinite.
  private static func users(_ cells: [ResultCell]) -> [Double] {
    cells.flatMap(\.parts).compactMap(\.users).map(abs).filter { $0 > 0 && $0.isFinite }
  }

  /// The style of the largest count; nil where the smallest would lose its digits in it.
  private static func style(_ values: [Double]) -> UsersStyle? {
    guard let largest = values.max(), let smallest = values.min(), let style = UsersStyle(largest).precise(largest),
      style.keepsDigits(of: smallest)
    else { return nil }
    return style
  }
}
