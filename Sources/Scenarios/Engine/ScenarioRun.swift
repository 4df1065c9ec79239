import Forecasting
import Series
import Univariate

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
  /// Published figures before the base month or behind the horizon.
  public let omittedFigures: [OmittedFigure]
  /// Every number that went in or was found, with its provenance.
  public let parameters: [ScenarioParameter]
  /// Where the drivers stand at the horizon; paths are always assumed.
  public let driverLevels: [DriverLevels]
  /// Where paths leave the range that was seen.
  public let extrapolations: [Extrapolation]
  /// What was found from published figures; nil for nothing.
  public let calibration: CalibrationResult?
  /// The levels of the intervals, ascending.
  public let levels: [Double]
  /// The number of simulated paths.
  public let draws: Int
  /// The seed of the simulation.
  public let seed: UInt64

  /// The most scenarios times months of a run.
  public static let mostCells = 12_000
  /// The most numbers that a run holds, whatever its draws: 192 MB.
  static let mostNumbers = 24_000_000
}

/// A published figure that no month of the scenarios corresponds to.
public struct OmittedFigure: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The month.
  public let month: Month
}

/// The raw levels of one driver or upstream quantity.
public struct DriverLevels: Sendable, Equatable {
  /// The raw column.
  public let driver: String
  /// The level from which it is measured.
  public let reference: Double
  /// The expected levels of the months behind the base in each scenario, in their order.
  public let paths: [[Double]]
  /// Assumed, or calibrated where the level of a scenario was looked for.
  public let provenance: Provenance

  /// The expected level at the horizon in each scenario, in their order.
  public var levels: [Double] { paths.map { $0.last ?? reference } }
}

/// A path that leaves the range of levels that was seen: what is said there rests on the shape of the model alone.
public struct Extrapolation: Sendable, Equatable {
  /// The scenario.
  public let scenario: String
  /// The raw column.
  public let driver: String
  /// The first month outside.
  public let month: Month
  /// The level that is farthest outside.
  public let level: Double
  /// The range that was seen.
  public let range: ClosedRange<Double>
}

/// The path of users in one scenario.
public struct ScenarioOutcome: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The scenario it is compared with.
  public let reference: String
  /// Users in the base month.
  public let baseUsers: Double
  /// Users by month, from the month behind the base to the horizon.
  public let months: [ForecastMonth]
  /// Users less those of the reference in the same draw, by month.
  public let differences: [UsersDifference]
  /// One a threshold of the file.
  public let crossings: [ThresholdCrossing]
  /// Where the numbers behind the path come from, each once.
  public let basis: [Provenance]

  /// The forecast of a month; nil outside the months.
  public func users(in month: Month) -> ForecastMonth? { months.first { $0.month == month } }
}

/// Users gained (or lost, below 0) in a month against a reference.
public struct UsersDifference: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval a level, in users.
  public let intervals: [ForecastInterval]
}

/// When users fall below a level.
public struct ThresholdCrossing: Sendable, Equatable {
  /// The level, in users.
  public let threshold: Double
  /// The probability that users stand below it at the horizon.
  public let probabilityAtHorizon: Double
  /// The probability that they stood below it in some month until then.
  public let probabilityEver: Double
  /// The month by which half of the draws have been below; nil if they have not.
  public let median: Month?
  /// The months by which so many draws have been below that the widest level is between them; nil for not until the
  /// horizon.
  public let interval: (early: Month?, late: Month?)

  /// Whether two crossings are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.threshold == b.threshold && a.probabilityAtHorizon == b.probabilityAtHorizon
      && a.probabilityEver == b.probabilityEver && a.median == b.median && a.interval == b.interval
  }
}

/// A published figure beside the scenario it belongs to.
public struct PublishedComparison: Sendable, Equatable {
  /// What part the figure had.
  public enum Role: String, Sendable, Equatable, CaseIterable {
    /// The scenario starts from it.
    case base
    /// Something was calibrated on it, so that agreement is no evidence.
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

/// What was found from published figures.
public struct CalibrationResult: Sendable, Equatable {
  /// One thing that was looked for.
  public struct Unknown: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its value at the centre of the assumptions.
    public let value: Double
    /// The interval of the widest level that the uncertainty of the assumptions implies; nil where none was stated.
    public let interval: ClosedRange<Double>?
    /// ``value`` before an effect scale that is looked for as well.
    public let unscaled: Double
    /// What was believed of it; nil for nothing.
    public let belief: ScenarioFile.Uncertain?
    /// The levels that were seen, for the level of a driver; nil otherwise.
    public let seen: ClosedRange<Double>?
    /// Whether it has left what is possible: an effect its stated sign, a scale or level the numbers from 0 on.
    public let leavesSign: Bool

    /// How many standard deviations the value is from what was believed; nil where nothing was.
    public var zScore: Double? { belief.map { (unscaled - $0.value) / $0.standardDeviation } }
    /// Where the value stands in the range that was seen: 0 at its lower end, 1 at its upper one; nil without a range.
    public var multipleOfRange: Double? {
      seen.flatMap { $0.upperBound > $0.lowerBound ? (value - $0.lowerBound) / ($0.upperBound - $0.lowerBound) : nil }
    }
  }

  /// A figure that was to be met.
  public struct Point: Sendable, Equatable {
    /// The scenario.
    public let scenario: String
    /// The month.
    public let month: Month
    /// The published users.
    public let published: Double
    /// Users at the centre of the assumptions.
    public let users: Double
    /// As a fraction; 0 for none.
    public let tolerance: Double
  }

  /// What was looked for.
  public let unknowns: [Unknown]
  /// The figures that were to be met.
  public let points: [Point]
  /// The directions that the points leave open.
  public let undetermined: [UndeterminedDirection]
  /// The assumed effects of which the points determine the joint size only, not how it is split among them; empty where
  /// nothing is left open.
  public let jointEffects: [String]
}
