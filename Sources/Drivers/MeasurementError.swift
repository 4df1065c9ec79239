import Series

/// How far the figures of a driver are from the truth, where that is known: they are counted, estimated or drawn.
public struct MeasurementError: Sendable, Equatable, Codable {
  /// The column of standard errors.
  public let column: String
  /// The file of draws of what is common to all months; nil where nothing is.
  public let draws: String?
  /// What is common to all months, as independent parts: by month, what one standard deviation of a part adds to the figure.
  public let common: [MonthlyColumn]

  /// - Parameters:
  ///   - column: the column of standard errors.
  ///   - draws: the file of draws of what is common to all months.
  ///   - common: its independent parts.
  public init(column: String, draws: String? = nil, common: [MonthlyColumn] = []) {
    (self.column, self.draws, self.common) = (column, draws, common)
  }

  /// The variance that a month has alone: that of its figure without what is common to all.
  ///
  /// - Parameters:
  ///   - month: the month.
  ///   - errors: the column of standard errors.
  /// - Returns: the variance; nil where the error is not known.
  public func ownVariance(in month: Month, _ errors: MonthlyColumn) -> Double? {
    guard let error = errors[month] else { return nil }
    let shared = common.reduce(0) { $0 + ($1[month] ?? 0) * ($1[month] ?? 0) }
    return max(0, error * error - shared)
  }
}
