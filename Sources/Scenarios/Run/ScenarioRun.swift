import Series
import Univariate

/// The results of a scenario file.
public struct ScenarioRun: Sendable, Equatable {
  /// A one-line title.
  public let title: String
  /// The month the scenarios start from.
  public let baseMonth: Month
  /// Users in that month.
  public let baseUsers: Double
  /// The last month.
  public let horizon: Month
  /// The scenario with which others are compared, unless they name another.
  public let reference: String
  /// The scenarios in the order of the file.
  public let scenarios: [ScenarioOutcome]
  /// The published figures from the base month to the horizon, compared with the scenarios.
  public let comparisons: [PublishedComparison]
  /// Published figures before the base month or after the horizon.
  public let omittedFigures: [OmittedFigure]
  /// All assumed, estimated and calibrated numbers, with their provenance.
  public let parameters: [ScenarioParameter]
  /// The levels of the drivers.
  public let driverLevels: [DriverLevels]
  /// How drivers with a history go on where a scenario does not say otherwise.
  public let continued: [ContinuedDriver]
  /// Changes and events after the horizon.
  public let late: [LateChange]
  /// The paths that leave the observed range.
  public let extrapolations: [Extrapolation]
  /// The result of the calibration; nil for none.
  public let calibration: CalibrationResult?
  /// The coverages of the intervals, ascending.
  public let coverages: [Double]
  /// The number of simulated paths.
  public let draws: Int
  /// The seed of the simulation.
  public let seed: UInt64

  /// The largest number of scenarios times months of a run.
  public static let mostCells = ScenarioLimits.cells
  /// The largest number of values that a run holds, whatever its draws: 192 MB.
  static let mostNumbers = 24_000_000
}
