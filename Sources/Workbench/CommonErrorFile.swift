import LeastSquares
import Series
import SeriesIO

/// A file of draws, `draw,month,…`: what the errors of all months of a driver have in common.
public enum CommonErrorFile {
  /// The least share of the variance that the parts together must have.
  private static let share = 0.999
  /// The most parts.
  private static let most = 5

  /// Reads the draws of a column as independent parts, the largest first.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: the driver's column.
  /// - Returns: parts by month.
  /// - Throws: `SeriesIOError` for what cannot be read.
  public static func parts(_ path: String, column: String) throws -> [MonthlyColumn] {
    let draws = try DrawsTable(path, column: column)
    let count = Double(draws.rows.count)
    let means = draws.months.indices.map { month in draws.rows.reduce(0) { $0 + $1[month] } / count }
    let scale = (count - 1).squareRoot()
    let deviations = Matrix(
      columns: draws.months.indices.map { month in draws.rows.map { ($0[month] - means[month]) / scale } })
    let directions = SingularDirections(deviations)
    let total = directions.values.reduce(0) { $0 + $1 * $1 }
    var (parts, held): ([MonthlyColumn], Double) = ([], 0)
    for (size, direction) in zip(directions.values, directions.directions) {
      guard total > 0, held < share * total, parts.count < most, let first = draws.months.first else { break }
      held += size * size
      var values = [Double?](repeating: nil, count: first.distance(to: draws.months[draws.months.count - 1]) + 1)
      for (month, weight) in zip(draws.months, direction) { values[first.distance(to: month)] = size * weight }
      parts.append(MonthlyColumn(name: column, first: first, values: values))
    }
    return parts
  }
}
