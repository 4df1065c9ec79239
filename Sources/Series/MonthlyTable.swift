/// Monthly active users and the raw drivers that go with them, aligned by month.
///
/// Each column covers its own months; a month outside a column is unknown. MAU may be published monthly, quarterly,
/// yearly or with gaps: only the months with a value are observations.
public struct MonthlyTable: Sendable, Equatable, Codable {
  /// Monthly active users; positive where observed.
  public let mau: MonthlyColumn
  /// Raw drivers with distinct names.
  public let drivers: [MonthlyColumn]

  /// A table of a response and its drivers.
  public init(mau: MonthlyColumn, drivers: [MonthlyColumn] = []) {
    self.mau = mau
    self.drivers = drivers
  }

  /// The driver with a given name; nil if there is none.
  public func driver(_ name: String) -> MonthlyColumn? { drivers.first { $0.name == name } }

  /// The table with MAU restricted to a range; drivers keep their earlier and later months for lags and future values.
  ///
  /// - Parameters:
  ///   - from: the first month of MAU to use; nil for the first there is.
  ///   - to: the last month of MAU to use; nil for the last there is.
  /// - Returns: the table with only the MAU values of these months.
  public func restricted(from: Month?, to: Month?) -> MonthlyTable {
    let lower = from ?? mau.months.lowerBound
    let upper = to.map { $0.advanced(by: 1) } ?? mau.months.upperBound
    return MonthlyTable(mau: mau.clipped(to: lower..<max(lower, upper)), drivers: drivers)
  }

  /// The table as it was known at an origin: MAU and drivers up to its month.
  public func past(until origin: Month) -> MonthlyTable {
    let end = origin.advanced(by: 1)
    return MonthlyTable(
      mau: mau.clipped(to: mau.first..<end), drivers: drivers.map { $0.clipped(to: min($0.first, end)..<end) })
  }
}
