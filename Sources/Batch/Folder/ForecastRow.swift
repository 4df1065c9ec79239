import Reporting
import Series
import SeriesIO

/// One forecast month of a series: a row of a part of a batch.
public struct ForecastRow: Sendable {
  /// The series.
  public let series: String
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// The widest interval, in users; nil where there is none.
  public let interval: ClosedRange<Double>?
  /// The model that made it.
  public let model: String

  /// A row.
  public init(series: String, month: Month, median: Double, interval: ClosedRange<Double>?, model: String) {
    self.series = series
    self.month = month
    self.median = median
    self.interval = interval
    self.model = model
  }

  private enum Column { static let series = "series", month = "month", median = "median", model = "model" }

  /// The columns of a part: `series,month,median,lower80,upper80,…,model`.
  static func columns(coverages: [Double]) -> [String] {
    [Column.series, Column.month] + IntervalColumns.names(coverages) + [Column.model]
  }

  /// The required columns of a part.
  static let requiredColumns = [Column.series, Column.month, Column.median]

  /// The positions of the ends of the widest interval.
  typealias IntervalEnds = (lower: String, upper: String)

  /// The columns with the ends of the widest interval; nil where there is none.
  static func widestInterval(in columns: [String]) -> IntervalEnds? {
    let coverages = columns.filter { $0.hasPrefix("lower") }.map { $0.dropFirst(5) }
    return coverages.max { Double($0) ?? 0 < Double($1) ?? 0 }.map { ("lower\($0)", "upper\($0)") }
  }

  /// Reads a row of a part.
  init(_ row: TableFile.Row, interval ends: IntervalEnds?) throws(SeriesIOError) {
    let month = try row.month(Column.month)
    guard let median = try row.number(Column.median) else { throw .badNumber(row.place(Column.median), value: "") }
    let interval: ClosedRange<Double>? = if let ends { try row.interval(ends.lower, ends.upper) } else { nil }
    self.init(
      series: CSVText.original(row[Column.series] ?? ""), month: month, median: median, interval: interval,
      model: CSVText.original(row[Column.model] ?? ""))
  }
}
