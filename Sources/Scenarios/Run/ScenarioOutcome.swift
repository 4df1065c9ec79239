import Series
import Univariate

/// The path of users in one scenario.
public struct ScenarioOutcome: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The scenario with which it is compared.
  public let reference: String
  /// Users in the base month.
  public let baseUsers: Double
  /// Users by month, from the month after the base to the horizon.
  public let months: [ForecastMonth]
  /// Users less those of the reference in the same draw, by month.
  public let differences: [UsersDifference]
  /// One per threshold of the file.
  public let crossings: [ThresholdCrossing]
  /// The provenances of the path's numbers, each once.
  public let basis: [Provenance]

  /// The forecast of a month; nil outside the months.
  public func users(in month: Month) -> ForecastMonth? { months.first { $0.month == month } }
}
