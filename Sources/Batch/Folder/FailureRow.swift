import Reporting
import SeriesIO

/// A series without a forecast: a row of a batch's failures.
public struct FailureRow: Sendable, Equatable {
  /// The series.
  public let series: String
  /// The reason as a word.
  public let reason: String
  /// The reason in a sentence.
  public let message: String

  /// A failure.
  public init(series: String, reason: String, message: String) {
    self.series = series
    self.reason = reason
    self.message = message
  }

  private enum Column: String, CaseIterable { case series, reason, message }

  /// The columns of the file.
  static let columns = Column.allCases.map(\.rawValue)

  /// The required columns of the file.
  static let requiredColumns = [Column.series, .reason].map(\.rawValue)

  /// Reads a row.
  init(_ row: TableFile.Row) {
    func text(_ column: Column) -> String { CSVText.original(row[column.rawValue] ?? "") }
    self.init(series: text(.series), reason: text(.reason), message: text(.message))
  }
}
