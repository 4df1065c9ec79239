import Forecasting
import Series
import SeriesIO

/// A file with the values of drivers after the last figure.
public struct FutureFile: Sendable, Equatable {
  /// The file as the user named it.
  public let path: String
  /// The column of months; nil for the one called month, date, quarter, year or period.
  public let month: String?

  /// A file.
  public init(path: String, month: String? = nil) {
    self.path = path
    self.month = month
  }

  /// The columns that a fit can use.
  ///
  /// - Parameter fit: the fit; all of its ``FittedModel/futureColumns`` must be there.
  /// - Returns: one column each.
  /// - Throws: `SeriesIOError`.
  public func columns(for fit: any FittedModel) throws -> [MonthlyColumn] {
    let file = try SeriesFile(path: path, monthColumn: month)
    return try fit.futureColumns.map { try column($0, in: [file], content: .number) }
  }
}
