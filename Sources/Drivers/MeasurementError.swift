import Series

/// How far the figures of a driver are from the truth, where that is known: they are counted, estimated or drawn.
public struct MeasurementError: Sendable, Equatable, Codable {
  /// The column of standard errors; nil where all figures have the same.
  public let column: String?
  /// The standard error of every figure, where it is the same.
  public let constant: Double?
  /// The file of draws of what is common to all months; nil where nothing is.
  public let draws: String?
  /// What is common to all months, as independent parts: by month, what one standard deviation of a part adds to the figure.
  public let common: [MonthlyColumn]

  /// Errors of which a column tells the size: that of all parts together.
  ///
  /// - Parameters:
  ///   - column: the column of standard errors.
  ///   - draws: the file of draws of what is common to all months.
  ///   - common: its independent parts.
  public init(column: String, draws: String? = nil, common: [MonthlyColumn] = []) {
    (self.column, constant, self.draws, self.common) = (column, nil, draws, common)
  }

  /// Errors of one size.
  ///
  /// - Parameter constant: the standard error, 0 or more.
  public init(constant: Double) { (column, self.constant, draws, common) = (nil, constant, nil, []) }

  /// A column of standard errors, or a number for all of them.
  ///
  /// - Parameters:
  ///   - text: a column or a number, 0 or more.
  ///   - draws: the file of draws of what is common to all months.
  public init(_ text: String, draws: String? = nil) {
    if draws == nil, let number = Double(text), number >= 0, number.isFinite {
      self.init(constant: number)
    } else {
      self.init(column: text, draws: draws)
    }
  }

  /// The same with what a file of draws tells.
  ///
  /// - Parameter parts: the independent parts of what is common.
  /// - Returns: errors that need no file.
  public func with(common parts: [MonthlyColumn]) -> MeasurementError {
    column.map { MeasurementError(column: $0, draws: draws, common: parts) } ?? self
  }

  /// The variance of a month's figure that all months share.
  ///
  /// - Parameter month: the month.
  /// - Returns: the variance; nil where draws do not cover the month.
  public func commonVariance(in month: Month) -> Double? {
    var sum = 0.0
    for part in common {
      guard let size = part[month] else { return nil }
      sum += size * size
    }
    return sum
  }

  /// The variance that a month has alone: that of its figure without what is common to all.
  ///
  /// - Parameters:
  ///   - month: the month.
  ///   - errors: the column of standard errors; nil where they are constant.
  /// - Returns: the variance; nil where the error is not known.
  public func ownVariance(in month: Month, _ errors: MonthlyColumn?) -> Double? {
    guard let error = constant ?? errors?[month] else { return nil }
    return max(0, error * error - (commonVariance(in: month) ?? 0))
  }
}
