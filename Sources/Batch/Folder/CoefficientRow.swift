import Reporting
import SeriesIO

/// A coefficient of a series: a row of a part of a batch's coefficients.
public struct CoefficientRow: Sendable, Equatable {
  /// The series.
  public let series: String
  /// The coefficient's name.
  public let coefficient: String
  /// Its estimate; nil where there is none.
  public let estimate: Double?
  /// Its 95 % interval; nil where it has none.
  public let interval: ClosedRange<Double>?

  private enum Column: String, CaseIterable { case series, coefficient, estimate, standardError, lower, upper }

  /// The columns of a part.
  static let columns = Column.allCases.map(\.rawValue)

  /// The required columns of a part.
  static let requiredColumns = [Column.series, .coefficient, .estimate].map(\.rawValue)

  /// Reads a row of a part.
  init(_ row: TableFile.Row) throws(SeriesIOError) {
    series = CSVText.original(row[Column.series.rawValue] ?? "")
    coefficient = CSVText.original(row[Column.coefficient.rawValue] ?? "")
    estimate = try row.number(Column.estimate.rawValue)
    interval = try row.interval(Column.lower.rawValue, Column.upper.rawValue)
  }
}
