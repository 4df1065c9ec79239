import Drivers
import LeastSquares
import Series

/// The rows of the growth equation by month: gₜ = rowₜ·θ + the rest of the baseline + eₜ, θ = (α, season, β).
///
/// A row is (1, season, −z): a positive β lowers growth.
public struct MonthlyDesign: Sendable, Equatable {
  /// The months of the rows.
  public let months: Range<Month>
  /// One row per month, one column per coefficient of θ.
  public internal(set) var rows: Matrix

  /// Builds the rows.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - columns: the raw columns by driver; nil for steps and pulses.
  ///   - references: the reference level of each driver.
  ///   - months: the requested months.
  ///   - historyEnd: the month after the fit; months from it on do not affect the initial value of a carryover.
  ///   - decays: the decays that the fit estimates, in the order of their drivers.
  /// - Throws: ``DriverError`` when a driver is unknown in one of the months.
  public init(
    _ specification: ModelSpecification, columns: [MonthlyColumn?], references: [Double], months: Range<Month>,
    historyEnd: Month, decays: [Double] = []
  ) throws(DriverError) {
    let count = months.count
    var rows = Matrix(rows: count, columns: specification.driverIndices.upperBound)
    for row in 0..<count {
      rows[row, 0] = 1
      if specification.seasonality == .monthly {
        let month = months.lowerBound.advanced(by: row)
        for column in 0..<Season.columns { rows[row, 1 + column] = Season.value(column, in: month) }
      }
    }
    var fitted = decays[...]
    let positions = specification.indicesOfDrivers
    for (index, driver) in specification.drivers.enumerated() {
      let decay = driver.expression.hasFittedDecay ? fitted.removeFirst() : nil
      let values = try driver.columns(
        of: columns[index], in: months, reference: references[index], historyEnd: historyEnd, decay: decay)
      for (column, position) in positions[index].enumerated() {
        for row in 0..<count { rows[row, position] = -values[column][row] }
      }
    }
    self.months = months
    self.rows = rows
  }
}
