import ChurnModels
import Drivers
import Series

/// The raw columns of a fit, continued into the months of a forecast.
struct FutureDrivers: Sendable {
  /// The raw column of each driver; nil for steps and pulses.
  let columns: [MonthlyColumn?]
  /// What was held at its last level.
  let held: [HeldDriver]

  /// Continues every raw column by the stated future, or holds its last level where none is stated.
  ///
  /// - Parameters:
  ///   - fit: the fit whose drivers are continued.
  ///   - future: raw columns of later months, by name.
  ///   - end: the month behind the horizon.
  init(_ fit: FittedNetGrowth, future: [MonthlyColumn], until end: Month) {
    var held: [HeldDriver] = []
    columns = fit.specification.drivers.map { driver in
      guard let name = driver.expression.column, let history = fit.data.driver(name) else { return nil }
      if let later = future.first(where: { $0.name == name }) { return history.continued(by: later) }
      guard let last = history.observedMonths.last, let level = history[last], last.advanced(by: 1) < end
      else { return history }
      let months = last.advanced(by: 1)..<end
      if !held.contains(where: { $0.column == name }) {
        held.append(HeldDriver(column: name, level: level, since: last))
      }
      return history.continued(
        by: MonthlyColumn(name: name, first: months.lowerBound, values: months.map { _ in level }, file: history.file))
    }
    self.held = held
  }
}
