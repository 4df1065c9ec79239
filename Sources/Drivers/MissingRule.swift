import Series

/// How unknown raw values are treated.
public enum MissingRule: String, Sendable, Equatable, CaseIterable, Codable {
  /// Report an error: unknown is not zero.
  case error
  /// Use zero.
  case zero
  /// Use the last known value.
  case carry
  /// Interpolate linearly between the neighbouring known values.
  case interpolate

  /// The column with its unknown months filled by the rule, from its first month to `end`.
  ///
  /// - Parameters:
  ///   - column: raw values.
  ///   - end: the month after the last one to fill.
  /// - Returns: the column, extended to `end`; what the rule cannot fill stays unknown. Interpolation does not go beyond
  ///   the last known value; carrying does.
  public func filled(_ column: MonthlyColumn, until end: Month) -> MonthlyColumn {
    guard self != .error else { return column }
    let count = max(column.values.count, column.first.distance(to: end))
    var values = column.values + [Double?](repeating: nil, count: count - column.values.count)
    var last: Int?
    for index in values.indices {
      if let value = values[index] {
        if self == .interpolate, let start = last, let from = values[start], index > start + 1 {
          for gap in (start + 1)..<index {
            values[gap] = from + (value - from) * Double(gap - start) / Double(index - start)
          }
        }
        last = index
      } else if self == .zero {
        values[index] = 0
      } else if self == .carry, let last {
        values[index] = values[last]
      }
    }
    let lines = column.lines.isEmpty ? [] : column.lines + [Int?](repeating: nil, count: count - column.lines.count)
    return MonthlyColumn(name: column.name, first: column.first, values: values, file: column.file, lines: lines)
  }
}
