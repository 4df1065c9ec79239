import ChurnModels
import Series
import SeriesIO

/// The files, columns and months to use.
public struct DataRequest: Sendable, Equatable {
  /// The files, joined by month; `-` is standard input.
  public var files: [String]
  /// The column of monthly active users; nil for the one of the model, or `mau`.
  public var mau: String?
  /// What is stated about the files.
  public var reading = ReadingOptions()
  /// The first month of MAU to use; nil for all.
  public var from: Month?
  /// The last month of MAU to use; nil for all.
  public var to: Month?

  /// All months of files, by the usual columns.
  public init(_ files: [String]) { self.files = files }

  /// The table that a model reads.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - remark: called with everything that had to be decided in reading.
  /// - Returns: MAU and the model's columns.
  /// - Throws: `SeriesIOError` for what cannot be read.
  public func table(
    for specification: ModelSpecification, remark: (ReadingRemark) -> Void = { _ in }
  ) throws -> MonthlyTable {
    var reading = reading
    reading.errorColumns = specification.errorColumns
    let files = try files.map { try SeriesFile(path: $0, reading: reading) }
    return try readTable(
      files, mau: mau ?? specification.mauColumn, drivers: specification.inputColumns, remark: remark
    ).restricted(from: from, to: to)
  }
}
