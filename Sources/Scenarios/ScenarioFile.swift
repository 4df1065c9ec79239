import ChurnModels
import Drivers
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
  /// The last month.
  public let horizon: Month
  /// The scenario that others are compared with.
  public let reference: String
  /// The scenarios in their order.
  public let scenarios: [Scenario]
  /// Figures that others have published.
  public let published: [Published]
  /// What is to be found from a published figure; nil for nothing.
  public let calibration: CalibrationRequest?
  /// The levels of the intervals, ascending.
  public let levels: [Double]
  /// The number of simulated paths, even.
  public let draws: Int
  /// The seed of the simulation.
  public var seed: UInt64

  /// The longest horizon in months.
  public static let longestHorizon = 600
  /// The most numbers that a run may hold: scenarios times months times draws.
  public static let mostNumbers = 50_000_000

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
  }

  /// A driver whose effect is assumed.
  public struct StatedDriver: Sendable, Equatable {
    /// How it is made and measured.
    public let driver: DriverSpecification
    /// The raw level it has until a path changes it.
    public let reference: Double
    /// The assumed effect β.
    public let effect: Uncertain
  }

  /// Paths of drivers by raw column.
  public struct Scenario: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its line in the file.
    public let line: Int
    /// The paths, by raw column.
    public let paths: [Path]
  }

  /// The path of one raw column.
  public struct Path: Sendable, Equatable {
    /// The raw column.
    public let column: String
    /// Its line in the file.
    public let line: Int
    /// The path.
    public let path: DriverPath
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

  /// What is to be found from a published figure.
  public struct CalibrationRequest: Sendable, Equatable {
    /// What may be unknown.
    public enum Unknown: String, Sendable, Equatable, CaseIterable {
      /// The factor by which all effects of drivers are multiplied.
      case effectScale
    }

    /// What is unknown.
    public let unknown: Unknown
    /// The scenario whose figure is to be met.
    public let scenario: String
    /// The month of the figure.
    public let month: Month
    /// Its line in the file.
    public let line: Int
  }
}
