import ChurnModels
import Drivers
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
    in fit: FittedNetGrowth, _ months: Range<Month>
  ) throws(LookBackError) -> (path: ScenarioFile.Path, level: Double?) {
    let drivers = fit.specification.drivers
    guard !fit.specification.driverColumns.isEmpty else { throw .noDrivers }
    guard
      let index = drivers.firstIndex(where: { $0.expression.column == driver })
        ?? drivers.firstIndex(where: { $0.name == driver }),
      let column = drivers[index].expression.column
    else { throw .unknownDriver(driver, known: fit.specification.driverColumns) }
    let number: Double
    switch level {
    case .reference: number = fit.references[index]
    case .to(let stated): number = stated
    case .yearBefore:
      let year = months.lowerBound.advanced(by: -DriverSpecification.referenceMonths)..<months.lowerBound
      let known = year.compactMap { fit.data.driver(column)?[$0] }
      guard !known.isEmpty else { throw .noYearBefore(column, months.lowerBound) }
      number = known.reduce(0, +) / Double(known.count)
    case .table(let values):
      let entries = months.compactMap { month in
        values[month].map { DriverPath.TableEntry(month: month, value: $0) }
      }
      guard !entries.isEmpty else { throw .emptyTable(column, months) }
      return (ScenarioFile.Path(column, [.stated(.table(entries))]), nil)
    }
    return (ScenarioFile.Path(column, to: number), number)
  }
}
