import ChurnModels
import Drivers
import Forecasting
import Series

/// What a driver would have been instead, from some month of the past on.
public struct PastChange: Sendable, Equatable {
  /// Its level.
  public enum Level: Sendable, Equatable {
    /// The reference level of the fit: the stated one, or the mean of the first 12 figures.
    case reference
    /// The mean of the 12 months before the change.
    case yearBefore
    /// A raw level.
    case to(Double)
    /// The levels of a column by month; each holds until the next.
    case table(MonthlyColumn)
  }

  /// The raw column, or the name of a driver of it.
  public let driver: String
  /// Its level.
  public let level: Level

  /// A change.
  ///
  /// - Parameters:
  ///   - driver: the raw column, or the name of a driver of it.
  ///   - level: its level.
  public init(_ driver: String, _ level: Level) {
    self.driver = driver
    self.level = level
  }

  /// The change as the path of a scenario.
  ///
  /// - Parameters:
  ///   - fit: the fit whose past is changed.
  ///   - months: the months to change.
  /// - Returns: the path, and its level where that is the same in all months.
  /// - Throws: ``LookBackError``.
  func path(
    in fit: any RecursiveFit, _ months: Range<Month>
  ) throws(LookBackError) -> (path: ScenarioFile.Path, level: Double?) {
    guard !fit.changeableColumns.isEmpty else { throw .noDrivers }
    guard let (column, reference) = Self.column(driver, of: fit) else {
      throw .unknownDriver(driver, known: fit.changeableColumns)
    }
    let number: Double
    switch level {
    case .reference: number = reference
    case .to(let stated): number = stated
    case .yearBefore:
      let year = months.lowerBound.advanced(by: -DriverSpecification.referenceMonths)..<months.lowerBound
      let known = year.compactMap { column[$0] }
      guard !known.isEmpty else { throw .noYearBefore(column.name, months.lowerBound) }
      number = known.reduce(0, +) / Double(known.count)
    case .table(let values):
      let entries = months.compactMap { month in
        values[month].map { DriverPath.TableEntry(month: month, value: $0) }
      }
      guard !entries.isEmpty else { throw .emptyTable(column.name, months) }
      return (ScenarioFile.Path(column.name, [.stated(.table(entries))]), nil)
    }
    return (ScenarioFile.Path(column.name, to: number), number)
  }

  /// A raw column of a fit with its reference level, by its name or that of a driver of it; nil where there is none.
  private static func column(_ name: String, of fit: any RecursiveFit) -> (MonthlyColumn, reference: Double)? {
    let drivers = fit.specification.drivers
    let index =
      drivers.firstIndex { $0.expression.column == name } ?? drivers.firstIndex { $0.name == name }
    if let index, let column = drivers[index].expression.column.flatMap(fit.data.driver) {
      return (column, fit.references[index])
    }
    guard let acquisitions = fit.acquisitions, acquisitions.name == name, let reference = fit.acquisitionsReference
    else { return nil }
    return (acquisitions, reference)
  }
}
