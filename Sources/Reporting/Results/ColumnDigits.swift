/// Counts of users in one column, written with the same unit and as many decimals.
enum ColumnDigits {
  /// The cells of a column: unchanged where they agree already, or where the smallest would lose its digits.
  static func unified(_ cells: [ResultCell]) -> [ResultCell] {
    let values = cells.flatMap(\.parts).compactMap(\.users).map(abs).filter { $0 > 0 && $0.isFinite }
    guard let largest = values.max(), let smallest = values.min(), let style = UsersStyle(largest).precise(largest),
      style.keepsDigits(of: smallest), Set(values.map { UsersStyle($0) }).count > 1
    else { return cells }
    return cells.map { $0.written { style.text($0) } }
  }
}
