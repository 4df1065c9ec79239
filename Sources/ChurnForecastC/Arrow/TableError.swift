/// A problem with a table that was handed over. The description is one message: where, what, and what to do.
enum TableError: Error, Equatable, CustomStringConvertible {
  /// The table has no such column.
  case noColumn(String, columns: [String], option: String)
  /// A column of another type than those that are read.
  case type(column: String, format: String, advice: String)
  /// Times of a zone, of which none is the right one for months.
  case timeZone(column: String, zone: String)
  /// The structures contradict themselves.
  case malformed(String)
  /// Whoever gives the table says that something went wrong.
  case source(String)
  /// A value that is none, in a row counted from 0.
  case value(column: String, row: Int, value: String, advice: String)
  /// Rows of one series with rows of another one between them.
  case scattered(series: String, row: Int)
  /// A month with two rows.
  case repeatedMonth(series: String, month: String, rows: (Int, Int))
  /// A table of several series where there can be one.
  case severalSeries(column: String, examples: [String])
  /// No row at all.
  case empty
  /// A forecast beyond what the column of months can hold.
  case tooLate(month: String, format: String, last: String)
  /// Later drivers of series of which the table has none.
  case noneLater(examples: [String])
  /// A series without a name.
  case nameless(column: String, row: Int)

  static func == (left: TableError, right: TableError) -> Bool { "\(left)" == "\(right)" }

  var description: String {
    switch self {
    case .noColumn(let name, let columns, let option):
      "there is no column `\(name)`; the columns are \(columns.map { "`\($0)`" }.joined(separator: ", ")). "
        + "Name the column by \(option)"
    case .type(let column, let format, let advice):
      "column `\(column)` is of a type that is not read here (Arrow format \"\(format)\"). \(advice)"
    case .timeZone(let column, let zone):
      "column `\(column)` has times of the zone \(zone), in which a month may begin in the one before. Take the zone away: "
        + "in pandas df[\"\(column)\"].dt.tz_localize(None), in polars pl.col(\"\(column)\").dt.replace_time_zone(None)"
    case .malformed(let problem): "the table is no valid Arrow stream: \(problem)"
    case .source(let message): "the table could not be read: \(message)"
    case .value(let column, let row, let value, let advice):
      "column `\(column)`, row \(row) (counted from 0): \(value). \(advice)"
    case .scattered(let series, let row):
      "row \(row) (counted from 0): series `\(series)` comes again after another one. Sort the table by series, or leave it to "
        + "grouped=False"
    case .repeatedMonth(let series, let month, let rows):
      "rows \(rows.0) and \(rows.1) (counted from 0): series `\(series)` has the month \(month) twice. Give one row a month"
    case .severalSeries(let column, let examples):
      "column `\(column)` has several series (\(examples.map { "`\($0)`" }.joined(separator: ", "))). Take the rows of one, or "
        + "forecast all of them by churnforecast.forecast"
    case .empty: "the table has no rows"
    case .tooLate(let month, let format, let last):
      "the forecast ends in \(month), and timestamps of Arrow format \"\(format)\" end after \(last). Give dates, or timestamps of a coarser unit"
    case .noneLater(let examples):
      "no series of X_df is in the table; X_df has \(examples.map { "`\($0)`" }.joined(separator: ", ")). Name its series as the table does"
    case .nameless(let column, let row):
      "column `\(column)`, row \(row) (counted from 0): a series without a name. Give every row the name of its series"
    }
  }
}
