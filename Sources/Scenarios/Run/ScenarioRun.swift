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
  /// The scenario that others are compared with, where they do not name another.
  public let reference: String
  /// The scenarios in the order of the file.
  public let scenarios: [ScenarioOutcome]
  /// The published figures from the base month to the horizon, beside what the scenarios give.
  public let comparisons: [PublishedComparison]
  /// Published figures before the base month or after the horizon.
  public let omittedFigures: [OmittedFigure]
  /// Every number that went in or was found, with its provenance.
  public let parameters: [ScenarioParameter]
  /// What the drivers are at the horizon; paths are always assumed.
  public let driverLevels: [DriverLevels]
  /// Where paths leave the range that was seen.
  public let extrapolations: [Extrapolation]
  /// What was found from published figures; nil for nothing.
  public let calibration: CalibrationResult?
  /// The levels of the intervals, ascending.
  public let coverages: [Double]
  /// The number of simulated paths.
  public let draws: Int
  /// The seed of the simulation.
  public let seed: UInt64

  /// The most scenarios times months of a run.
  public static let mostCells = ScenarioLimits.cells
  /// The most numbers that a run holds, whatever its draws: 192 MB.
  static let mostNumbers = 24_000_000
}
