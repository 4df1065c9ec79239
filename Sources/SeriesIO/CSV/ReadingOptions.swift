import Series

/// What a user states about a file of figures; everything that is not stated is told from the file.
public struct ReadingOptions: Sendable, Equatable {
  /// The column of months; nil for the one called month, date, quarter, year or period.
  public var month: String?
  /// The order of day and month.
  public var dates: DateOrder?
  /// The sign before decimals.
  public var decimal: DecimalSign?
  /// Where quarters are put that are written by their first day.
  public var quarters: QuarterMonth?
  /// How rows of days or weeks become months; nil for a refusal.
  public var monthly: MonthlyRule?
  /// The same for single columns.
  public var monthlyByColumn: [String: MonthlyRule] = [:]
  /// Columns of standard errors, and the columns whose errors they are: days and weeks of them become months as independent errors do.
  public var errorColumns: [String: String] = [:]
  /// The number of users of which one unit is; nil for one, or what the header says.
  public var usersUnit: Double?
  /// The column of series; nil for the one called series.
  public var series: String?
  /// The series to read; nil for all rows.
  public var only: String?

  /// Nothing stated.
  public init(month: String? = nil) { self.month = month }
}

/// Where the figure of a quarter is put.
public enum QuarterMonth: String, Sendable, CaseIterable {
  /// Its first month.
  case first
  /// Its last month.
  case last
}

/// How rows of days or weeks become the figure of a month.
public enum MonthlyRule: String, Sendable, CaseIterable {
  /// The mean of the observed rows.
  case mean
  /// The last observed row.
  case last
  /// The largest row.
  case max
  /// The sum of all rows.
  case sum

  /// The figure of a month.
  ///
  /// - Parameter values: the rows of the month in their order; at least one, nil where it is not observed.
  /// - Returns: nil where nothing is observed, and for a sum where anything is not.
  func value(of values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    guard !known.isEmpty else { return nil }
    switch self {
    case .mean: return known.reduce(0, +) / Double(known.count)
    case .last: return known.last
    case .max: return known.max()
    case .sum: return known.count == values.count ? known.reduce(0, +) : nil
    }
  }

  /// The standard error of the figure of a month, where those of rows are independent.
  ///
  /// - Parameter errors: the standard errors of the rows of the month in their order; at least one, nil where none is known.
  /// - Returns: nil where no row has one, and for a sum where any has none. Of the largest row, the largest error.
  func error(of errors: [Double?]) -> Double? {
    let known = errors.compactMap { $0 }
    guard !known.isEmpty, self != .sum || known.count == errors.count else { return nil }
    let square = known.reduce(0) { $0 + $1 * $1 }
    switch self {
    case .mean: return square.squareRoot() / Double(known.count)
    case .sum: return square.squareRoot()
    case .last, .max: return value(of: errors)
    }
  }
}
