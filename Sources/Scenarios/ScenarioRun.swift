import Forecasting
import Series

/// What a scenario file says, computed.
public struct ScenarioRun: Sendable, Equatable {
  /// One line that says what it is about.
  public let title: String
  /// The month the scenarios start from.
  public let baseMonth: Month
  /// Users in that month.
  public let baseUsers: Double
  /// The last month.
  public let horizon: Month
  /// The scenario that others are compared with.
  public let reference: String
  /// The scenarios in the order of the file.
  public let scenarios: [ScenarioOutcome]
  /// The published figures from the base month to the horizon, beside what the scenarios give.
  public let comparisons: [PublishedComparison]
  /// Published figures before the base month or behind the horizon.
  public let omittedFigures: [OmittedFigure]
  /// Every number that went in or was found, with its provenance.
  public let parameters: [ScenarioParameter]
  /// Where the drivers stand at the horizon; paths are always assumed.
  public let driverLevels: [DriverLevels]
  /// What was found from a published figure; nil for nothing.
  public let calibration: CalibrationResult?
  /// The levels of the intervals, ascending.
  public let levels: [Double]
  /// The number of simulated paths.
  public let draws: Int
  /// The seed of the simulation.
  public let seed: UInt64
}

/// A published figure that no month of the scenarios corresponds to.
public struct OmittedFigure: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The month.
  public let month: Month
}

/// The raw levels of one driver at the horizon.
public struct DriverLevels: Sendable, Equatable {
  /// The driver.
  public let driver: String
  /// The level from which it is measured.
  public let reference: Double
  /// The level at the horizon in each scenario, in their order.
  public let levels: [Double]
}

/// The path of users in one scenario.
public struct ScenarioOutcome: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Users by month, from the month behind the base to the horizon.
  public let months: [ForecastMonth]
  /// Users less those of the reference in the same draw, by month.
  public let differences: [UsersDifference]
  /// Where the numbers behind the path come from, each once.
  public let basis: [Provenance]

  /// The forecast of a month; nil outside the months.
  public func users(in month: Month) -> ForecastMonth? { months.first { $0.month == month } }
}

/// A published figure beside the scenario it belongs to.
public struct PublishedComparison: Sendable, Equatable {
  /// What part the figure had.
  public enum Role: String, Sendable, Equatable, CaseIterable {
    /// The scenario starts from it.
    case base
    /// The effects were calibrated on it, so that agreement is no evidence.
    case calibrated
    /// It was not used: agreement is evidence.
    case check
  }

  /// The scenario.
  public let scenario: String
  /// The month.
  public let month: Month
  /// The published users.
  public let published: Double
  /// The median of the scenario.
  public let users: Double
  /// Who published it.
  public let source: String
  /// What part it had.
  public let role: Role

  /// users / published − 1.
  public var relativeDifference: Double { users / published - 1 }
}

/// What was found from a published figure.
public struct CalibrationResult: Sendable, Equatable {
  /// What was unknown.
  public let unknown: ScenarioFile.CalibrationRequest.Unknown
  /// Its value at the centre of the assumptions.
  public let value: Double
  /// The interval of the widest level that the uncertainty of the assumptions implies; nil where none was stated.
  public let interval: ClosedRange<Double>?
  /// The scenario whose figure was met.
  public let scenario: String
  /// The month of the figure.
  public let month: Month
  /// The published users.
  public let published: Double
}
