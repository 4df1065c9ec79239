import Forecasting
import Series
import SeriesIO

/// A file with the values of drivers after the last figure.
public struct FutureFile: Sendable, Equatable {
  /// The file as the user named it.
  public let path: String
  /// What is stated about it.
  public let reading: ReadingOptions

  /// A file.
  public init(path: String, reading: ReadingOptions = ReadingOptions()) {
    self.path = path
    self.reading = reading
  }

  /// The columns that a fit can use.
  ///
  /// - Parameter fit: the fit; all of its ``FittedModel/futureColumns`` must be there.
  /// - Returns: one column each.
  /// - Throws: `SeriesIOError`.
  public func columns(for fit: any FittedModel) throws -> [MonthlyColumn] {
    let file = try SeriesFile(path: path, reading: reading)
    return try fit.futureColumns.map { try column($0, in: [file], content: .number) }
  }
}
