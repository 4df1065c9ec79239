import Drivers
import LeastSquares
import Series

/// The design of the growth equation by month: gₜ = rowₜ·θ − κ yₜ₋₁ + εₜ with θ = (α, season, β).
///
/// A row is (1, season, −z): a positive β lowers growth.
public struct MonthlyDesign: Sendable, Equatable {
  /// The months of the rows.
  public let months: Range<Month>
  /// One row a month, one column a coefficient but the saturation.
  public let rows: Matrix

  /// Builds the rows.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - columns: the raw columns by driver; nil for steps and pulses.
  ///   - references: the reference level of each driver.
  ///   - months: the months wanted.
  ///   - historyEnd: the month behind the fit, beyond which nothing decides where a carryover starts.
  /// - Throws: ``DriverError`` when a driver is not known in one of the months.
  public init(
    _ specification: ModelSpecification, columns: [MonthlyColumn?], references: [Double], months: Range<Month>,
    historyEnd: Month
  ) throws(DriverError) {
    let count = months.count
    let drivers = specification.driverIndices
    var rows = Matrix(rows: count, columns: drivers.upperBound)
    for row in 0..<count {
      rows[row, 0] = 1
      if specification.seasonality == .monthly {
        let season = Season.row(months.lowerBound.advanced(by: row))
        for column in 0..<Season.columns { rows[row, 1 + column] = season[column] }
      }
    }
    for (index, driver) in specification.drivers.enumerated() {
      let values = try driver.values(
        of: columns[index], in: months, reference: references[index], historyEnd: historyEnd)
      for row in 0..<count { rows[row, drivers.lowerBound + index] = -values[row] }
    }
    self.months = months
    self.rows = rows
  }

  /// The first columns of the design.
  func keeping(columns: Int) -> MonthlyDesign {
    MonthlyDesign(
      months: months,
      rows: Matrix(rows: rows.rows, columns: columns, elements: Array(rows.elements[..<(rows.rows * columns)])))
  }

  private init(months: Range<Month>, rows: Matrix) {
    self.months = months
    self.rows = rows
  }
}
