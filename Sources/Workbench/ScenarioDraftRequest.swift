import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Reporting
import Series
import SeriesIO

/// The data and drivers of a ``ScenarioDraft``.
public struct ScenarioDraftRequest: Sendable {
  /// The column of users where it is not called `mau`.
  public let mau: String?
  /// Everything that had to be decided in reading.
  public let remarks: [ReadingRemark]
  /// What is odd about the data.
  public var findings: [TableFinding] { table.remarks }
  private let specification: ModelSpecification
  private let table: MonthlyTable

  /// Data, of which a scenario file can only name the files and the column of users.
  ///
  /// - Parameters:
  ///   - files: their paths.
  ///   - mau: the column of users; nil for what is taken for it.
  ///   - drivers: the drivers; empty for the first columns that can be drivers.
  /// - Throws: ``SeriesIOError`` where they cannot be read without further options.
  public init(_ files: [String], mau: String?, drivers: [DriverExpression]) throws {
    let request = DataRequest(files)
    let inspection = try Inspection(files, mau: mau)
    let chosen =
      drivers.isEmpty
      ? InspectionAdvice(inspection, files).usableDrivers.filter { $0.column.map(ScenarioDraft.canHavePath) ?? true }
      : drivers
    if let file = inspection.files.first(where: { $0.isAssumed }) {
      throw SeriesIOError.needsOptions(file: file.name, options: file.reading.arguments)
    }
    let errors = ErrorProcess.unstated(robust: .none)
    specification = ModelSpecification(
      baseline: .unstated(robust: .none, errors: errors), drivers: chosen.map { DriverSpecification($0) },
      errors: errors)
    var remarks: [ReadingRemark] = []
    var wanted = request
    wanted.mau = mau
    table = try wanted.table(for: specification) { remarks.append($0) }
    self.remarks = remarks
    self.mau = table.mau.name == "mau" ? nil : table.mau.name
  }

  /// Fits the model.
  ///
  /// - Parameter limit: the work that is allowed.
  /// - Returns: the fit.
  /// - Throws: the errors of fits.
  public func fit(limit: WorkLimit) throws -> FittedNetGrowth {
    let model = NetGrowth(specification)
    try model.fittingWork(table, benchmarks: false).check(limit)
    return try model.fit(table)
  }
}
