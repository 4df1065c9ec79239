import ChurnModels
import Drivers
import Series

/// The paths of all raw columns in all scenarios, as outlooks of the growth equation.
struct ScenarioPaths {
  /// One a scenario, from the month behind the base to the horizon.
  let outlooks: [GrowthOutlook]
  /// The raw level of each driver at the horizon, by scenario; nil for steps and pulses.
  let levels: [[Double?]]

  init(_ file: ScenarioFile, _ model: ScenarioModel) throws {
    let months = model.baseMonth.advanced(by: 1)..<file.horizon.advanced(by: 1)
    let known = model.specification.driverColumns
    for scenario in file.scenarios {
      for path in scenario.paths where !known.contains(path.column) {
        throw ScenarioError.unknownDriver(
          file: file.file, line: path.line, scenario: scenario.name, driver: path.column, known: known)
      }
    }
    var outlooks: [GrowthOutlook] = []
    var levels: [[Double?]] = []
    for scenario in file.scenarios {
      do {
        var columns: [MonthlyColumn?] = []
        for (driver, (history, reference)) in zip(
          model.specification.drivers, zip(model.histories, model.references))
        {
          guard let name = driver.expression.column else {
            columns.append(nil)
            continue
          }
          let path = scenario.paths.first { $0.column == name }?.path ?? DriverPath()
          columns.append(
            try history.map { try Self.continued($0, path, until: months.upperBound) }
              ?? Self.stated(name, reference, path, start: Self.firstChange(of: name, file), months))
        }
        outlooks.append(try model.outlook(columns, months: months))
        levels.append(columns.map { $0?[file.horizon] })
      } catch let error as DriverError {
        throw ScenarioError.driver(scenario: scenario.name, error)
      }
    }
    self.outlooks = outlooks
    self.levels = levels
  }

  /// The first month in which any scenario changes a column.
  private static func firstChange(of column: String, _ file: ScenarioFile) -> Month? {
    file.scenarios.flatMap(\.paths).filter { $0.column == column }.compactMap(\.path.firstMonth).min()
  }

  /// A driver with history moves in the months behind its last known value.
  private static func continued(
    _ history: MonthlyColumn, _ path: DriverPath, until end: Month
  ) throws(DriverError) -> MonthlyColumn {
    guard let last = history.observedMonths.last, let level = history[last], last.advanced(by: 1) < end else {
      return history
    }
    let free = last.advanced(by: 1)..<end
    let values = try path.values(in: free, after: level, column: history.name)
    return history.continued(
      by: MonthlyColumn(name: history.name, first: free.lowerBound, values: values, file: history.file))
  }

  /// A stated driver stands at its reference level for a year, then follows its path; it may start before the base.
  private static func stated(
    _ name: String, _ reference: Double, _ path: DriverPath, start: Month?, _ months: Range<Month>
  ) throws(DriverError) -> MonthlyColumn {
    let free = min(start ?? months.lowerBound, months.lowerBound)..<months.upperBound
    let before = [Double](repeating: reference, count: DriverSpecification.referenceMonths)
    let values = try before + path.values(in: free, after: reference, column: name)
    return MonthlyColumn(
      name: name, first: free.lowerBound.advanced(by: -before.count), values: values, file: "path")
  }
}
