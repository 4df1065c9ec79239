import Series

/// A driver of the hazard, which moves all cohorts of a calendar month.
public struct HazardDriver: Sendable, Equatable, Codable {
  /// Its values by month, in the unit of which the coefficient is one.
  public let column: MonthlyColumn
  /// The level at which it changes nothing.
  public let reference: Double

  /// A driver.
  ///
  /// - Parameters:
  ///   - column: its values by month.
  ///   - reference: the level at which it changes nothing.
  public init(_ column: MonthlyColumn, reference: Double = 0) {
    self.column = column
    self.reference = reference
  }

  /// Its name.
  public var name: String { column.name }
}
