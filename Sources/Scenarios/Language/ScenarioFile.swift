import ChurnModels
import Drivers
import Forecasting
import Series

/// A scenario file as it is written: nothing has been read or computed yet.
public struct ScenarioFile: Sendable {
  /// The file as the user named it.
  public let file: String
  /// One line that says what it is about.
  public let title: String
  /// Where users stand when the scenarios begin.
  public let base: Base
  /// How growth and effects are known.
  public let model: Model
  /// Drivers whose effects are assumed.
  public let statedDrivers: [StatedDriver]
  /// Single events with an assumed effect, for scenarios that name them.
  public let events: [Event]
  /// What moves drivers by stated elasticities.
  public let upstreams: [Upstream]
  /// How the random parts of driver paths are correlated.
  public let correlations: [Correlation]
  /// The last month.
  public let horizon: Month
  /// The scenario that others are compared with.
  public let reference: String
  /// The scenarios in their order, with what they extend taken in.
  public let scenarios: [Scenario]
  /// Figures that others have published.
  public let published: [Published]
  /// What is to be found from published figures; nil for nothing.
  public let calibration: CalibrationRequest?
  /// Numbers of users whose crossing is asked for.
  public var thresholds: [Double]
  /// The levels of the intervals, ascending.
  public let levels: [Double]
  /// The number of simulated paths, even.
  public let draws: Int
  /// The seed of the simulation.
  public var seed: UInt64

  /// The longest horizon in months.
  public static let longestHorizon = 600
  /// The most scenarios.
  public static let mostScenarios = 1000

  /// Where users stand when the scenarios begin.
  public enum Base: Sendable, Equatable {
    /// Stated in the file.
    case users(Double, Month)
    /// The figure of a month in a data file; nil for the last one.
    case data(files: [String], column: String?, month: Month?)
    /// The last figure of the saved fit.
    case fit
  }

  /// How growth and effects are known.
  public enum Model: Sendable, Equatable {
    /// Growth is assumed: ln(1 + growth per year)/12 a month.
    case stated(growthPerYear: Uncertain, innovation: Double)
    /// Fitted to the base data.
    case fitted(ModelSpecification)
    /// Read from a file.
    case saved(String)
  }

  /// A stated number and how sure it is.
  public struct Uncertain: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Its standard deviation; 0 for none.
    public let standardDeviation: Double

    /// A stated number.
    public init(value: Double, standardDeviation: Double = 0) {
      self.value = value
      self.standardDeviation = standardDeviation
    }
  }

  /// A driver whose effect is assumed.
  public struct StatedDriver: Sendable, Equatable {
    /// How it is made and measured.
    public let driver: DriverSpecification
    /// The raw level it has until a path changes it.
    public let reference: Double
    /// The assumed effect β.
    public let effect: Uncertain
    /// The raw levels that were seen; nil where that is not stated.
    public let range: ClosedRange<Double>?
    /// The unit that prices are given for; nil for the usual one.
    public let unit: Double?
  }

  /// Something that happens once, in scenarios that name it.
  public struct Event: Sendable, Equatable {
    /// A step (from its month on a change of growth) or a pulse (a change of users in its month, for good).
    public let driver: DriverSpecification
    /// The assumed effect: growth lost a month, or the share of users lost.
    public let effect: Uncertain
    /// Its line in the file.
    public let line: Int
  }

  /// A quantity that moves drivers: their raw level is multiplied by (level/reference)^elasticity.
  public struct Upstream: Sendable, Equatable {
    /// A driver that is moved.
    public struct Move: Sendable, Equatable {
      /// Its raw column.
      public let column: String
      /// The line of the file.
      public let line: Int
      /// % change of the driver for 1 % more of the upstream quantity.
      public let elasticity: Uncertain
    }

    /// Its name, used in scenarios like that of a driver.
    public let name: String
    /// Its line in the file.
    public let line: Int
    /// The level at which drivers are as their own paths say, above 0.
    public let reference: Double
    /// What it moves.
    public let moves: [Move]
  }

  /// The correlation of the random parts of two paths in the same month.
  public struct Correlation: Sendable, Equatable {
    /// The columns.
    public let between: (String, String)
    /// ρ of the normal deviates behind them, between −1 and 1.
    public let value: Double
    /// Its line in the file.
    public let line: Int

    /// Whether two correlations say the same.
    public static func == (a: Correlation, b: Correlation) -> Bool {
      a.between == b.between && a.value == b.value && a.line == b.line
    }
  }

  /// Paths of drivers by raw column.
  public struct Scenario: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its line in the file.
    public let line: Int
    /// Users in the base month, where they are not those of the file.
    public let users: Double?
    /// The scenario it is compared with, where that is not the reference of the file.
    public let reference: String?
    /// The events that happen.
    public let events: Set<String>
    /// The paths, by raw column or upstream quantity.
    public let paths: [Path]
  }

  /// The path of one raw column or upstream quantity.
  public struct Path: Sendable, Equatable {
    /// One change.
    public enum Change: Sendable, Equatable {
      /// Stated in the scenario file.
      case stated(DriverPath.Change)
      /// The values of a column of a data file.
      case data(file: String, column: String)
    }

    /// The raw column or upstream quantity.
    public let column: String
    /// Its line in the file.
    public let line: Int
    /// Applied one after another.
    public let changes: [Change]
    /// How draws differ from the path; nil for not at all.
    public let randomness: DriverRandomness?

    /// Whether it says something else than to hold the last level.
    public var moves: Bool { !changes.isEmpty || randomness != nil }
  }

  /// Figures that others have published for a scenario.
  public struct Published: Sendable, Equatable {
    /// Where the figures stand.
    public enum Figures: Sendable, Equatable {
      /// In the scenario file.
      case stated([DriverPath.TableEntry])
      /// In a column of a data file.
      case column(String, file: String)
    }

    /// The scenario they belong to.
    public let scenario: String
    /// Its line in the file.
    public let line: Int
    /// Who published them, and when.
    public let source: String
    /// Where they stand.
    public let figures: Figures
  }

  /// What is to be found from published figures.
  public struct CalibrationRequest: Sendable, Equatable {
    /// A quantity that is not known.
    public enum Quantity: Sendable, Equatable {
      /// The factor by which all effects of drivers are multiplied in some scenarios; nil for all.
      case effectScale(scenarios: [String]?)
      /// The effect of a driver or event.
      case effect(String)
      /// Growth a year without drivers.
      case growth
      /// The decay a month of the carryover of a driver.
      case carryover(String)
      /// The level at the horizon of a raw column in a scenario; the path to it is stretched.
      case level(String, scenario: String)
    }

    /// An unknown.
    public struct Unknown: Sendable, Equatable {
      /// What is unknown.
      public let quantity: Quantity
      /// What is believed of it beside the file's own statement; nil for that, or nothing.
      public let prior: Uncertain?
      /// Its line in the file.
      public let line: Int
    }

    /// A published figure to be met.
    public struct Point: Sendable, Equatable {
      /// The scenario.
      public let scenario: String
      /// The month.
      public let month: Month
      /// How far off it may be, as a fraction of the figure (a standard deviation); 0 for not at all.
      public let tolerance: Double
      /// Its line in the file.
      public let line: Int
    }

    /// What is unknown.
    public let unknowns: [Unknown]
    /// The figures to be met.
    public let points: [Point]
    /// Its line in the file.
    public let line: Int
  }

  /// A scenario by name.
  public func scenario(_ name: String) -> Scenario? { scenarios.first { $0.name == name } }
}
