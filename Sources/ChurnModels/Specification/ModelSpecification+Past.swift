import Drivers
import Series

extension ModelSpecification {
  /// A table as it was known at an origin, for this model.
  ///
  /// Where the origin lies between two values of a driver that is interpolated, the next one is not known yet: the last one stands for
  /// the months until then.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - origin: the last known month.
  /// - Returns: the table up to the origin.
  public func past(of table: MonthlyTable, until origin: Month) -> MonthlyTable {
    let past = table.past(until: origin)
    let interpolated = Set(drivers.filter { $0.missing == .interpolate }.compactMap(\.expression.column))
    guard !interpolated.isEmpty else { return past }
    return MonthlyTable(
      mau: past.mau,
      drivers: past.drivers.map { column in
        guard interpolated.contains(column.name), let last = column.lastObservedMonth, last < origin else {
          return column
        }
        let end = origin.advanced(by: 1)
        let level = column[last]
        return column.continued(
          by: MonthlyColumn(
            name: column.name, first: last.advanced(by: 1),
            values: [Double?](repeating: level, count: last.advanced(by: 1).distance(to: end)), file: column.file))
      })
  }
}
