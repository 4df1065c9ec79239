import ChurnModels
import Drivers
import Series

/// A fit whose equation leads users from month to month, so that scenarios can continue it and its past can be gone through again.
public protocol RecursiveFit: FittedModel {
  /// What the model consists of.
  var specification: ModelSpecification { get }
  /// The raw reference level of each driver.
  var references: [Double] { get }
  /// The last month with a figure.
  var origin: Month { get }
  /// The names of the parameters of ``estimate``.
  var parameterNames: [String] { get }
  /// The parameters: a first one of the baseline, the season, the drivers, and what the kind of model has besides.
  var estimate: ParameterEstimate { get }
  /// The estimate with which the past is gone through again.
  var estimateOfPast: ParameterEstimate { get }
  /// The months from which the past can be gone through again: from that of the first figure to that of the last but one.
  var pastBases: Range<Month> { get }
  /// The users who come, by month, where the model takes their number from outside; nil for a model of net growth, and for one
  /// that makes them itself.
  var acquisitions: MonthlyColumn? { get }

  /// ln U of every month from that of the first figure to that of the last.
  ///
  /// - Returns: one level a month.
  /// - Throws: errors of the model where they cannot be computed.
  func pastLevels() throws -> [Double]

  /// The recursion for the months after a month of the past, or after the last figure.
  ///
  /// Until the last figure, the innovations that happened are kept: with drivers as they were, users are as they were.
  ///
  /// - Parameters:
  ///   - base: the month before the first one, in ``pastBases`` or ``origin``.
  ///   - months: the number of months, at least 1.
  ///   - columns: the raw columns by driver, continued to the last of the months; nil for steps and pulses.
  ///   - acquisitions: ``acquisitions``, continued to the last of the months.
  /// - Returns: everything needed for the months.
  /// - Throws: `DriverError` when a driver is unknown in a month that is needed; errors of the model.
  func recursion(
    after base: Month, months: Int, columns: [MonthlyColumn?], acquisitions: MonthlyColumn?
  ) throws -> UserRecursion
}

extension RecursiveFit {
  /// The names of the raw columns whose levels scenarios can change.
  public var changeableColumns: [String] {
    let drivers = specification.driverColumns
    guard let name = acquisitions?.name, !drivers.contains(name) else { return drivers }
    return drivers + [name]
  }

  /// The mean of the first 12 months of ``acquisitions``: as a driver's reference level.
  public var acquisitionsReference: Double? {
    let first = acquisitions?.values.compactMap { $0 }.prefix(DriverSpecification.referenceMonths) ?? []
    return first.isEmpty ? nil : first.reduce(0, +) / Double(first.count)
  }

  /// The months from that of the first figure to that of the last but one.
  public var pastBases: Range<Month> { data.mau.observedMonths.first.map { $0..<origin } ?? origin..<origin }
}

extension FittedNetGrowth: RecursiveFit {
  /// The names of the coefficients.
  public var parameterNames: [String] { specification.coefficientNames }
  /// None: growth is net.
  public var acquisitions: MonthlyColumn? { nil }

  /// The growth equation after a month; decays that are estimated enter through their derivative.
  public func recursion(
    after base: Month, months: Int, columns: [MonthlyColumn?], acquisitions: MonthlyColumn?
  ) throws -> UserRecursion {
    .growth(try recursion(after: base, months: months, columns: columns, followsDecays: false))
  }
}
