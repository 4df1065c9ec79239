import Drivers
import Series

extension ScenarioFile {
  /// Figures that others have published for a scenario.
  public struct Published: Sendable, Equatable {
    /// Where the figures are.
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
    /// Where they are.
    public let figures: Figures

    /// Figures of a scenario.
    ///
    /// - Parameters:
    ///   - scenario: the scenario they belong to.
    ///   - figures: where they are.
    ///   - source: who published them, and when.
    ///   - line: their line in a file; 0 for none.
    public init(of scenario: String, _ figures: Figures, source: String = "", line: Int = 0) {
      self.scenario = scenario
      self.figures = figures
      self.source = source
      self.line = line
    }
  }

  /// The unknowns to find from published figures.
  public struct CalibrationRequest: Sendable, Equatable {
    /// A quantity that is not known.
    public enum Quantity: Sendable, Equatable {
      /// The factor by which all effects of drivers are multiplied in some scenarios; nil for all.
      case effectScale(scenarios: [String]?)
      /// The effect of a driver or event.
      case effect(String)
      /// Growth a year without drivers.
      case growth
      /// The monthly decay of the carryover of a driver.
      case carryover(String)
      /// The level at the horizon of a raw column in a scenario; the path to it is stretched.
      case level(String, scenario: String)

      /// Whether it multiplies effects of drivers.
      public var isEffectScale: Bool { if case .effectScale = self { true } else { false } }
    }

    /// An unknown.
    public struct Unknown: Sendable, Equatable {
      /// What is unknown.
      public let quantity: Quantity
      /// A belief about it that replaces the file's own statement; nil for that statement, if any.
      public let prior: Uncertain?
      /// Its line in the file.
      public let line: Int

      /// An unknown.
      ///
      /// - Parameters:
      ///   - quantity: what is unknown.
      ///   - prior: a belief about it; nil for the file's own statement, if any.
      ///   - line: its line in a file; 0 for none.
      public init(_ quantity: Quantity, prior: Uncertain? = nil, line: Int = 0) {
        self.quantity = quantity
        self.prior = prior
        self.line = line
      }
    }

    /// A published figure to be met.
    public struct Point: Sendable, Equatable {
      /// The scenario.
      public let scenario: String
      /// The month.
      public let month: Month
      /// Its tolerance (a standard deviation) as a fraction of the figure; 0 to meet it exactly.
      public let tolerance: Double
      /// Its line in the file.
      public let line: Int

      /// A published figure to be met.
      ///
      /// - Parameters:
      ///   - scenario: the scenario.
      ///   - month: the month.
      ///   - tolerance: its tolerance (a standard deviation) as a fraction of the figure.
      ///   - line: its line in a file; 0 for none.
      public init(_ scenario: String, _ month: Month, tolerance: Double = 0, line: Int = 0) {
        // Cannot trap: files are checked where they are read; this is for programs.
        precondition((0...1).contains(tolerance), "a tolerance must be a fraction of the figure")
        self.scenario = scenario
        self.month = month
        self.tolerance = tolerance
        self.line = line
      }
    }

    /// What is unknown.
    public let unknowns: [Unknown]
    /// The figures to be met.
    public let points: [Point]
    /// Its line in the file.
    public let line: Int

    /// A calibration.
    ///
    /// - Parameters:
    ///   - unknowns: what is unknown, each once, at most 12.
    ///   - points: the figures to be met, from 1 to 100.
    ///   - line: its line in a file; 0 for none.
    public init(_ unknowns: [Unknown], on points: [Point], line: Int = 0) {
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition((1...12).contains(unknowns.count) && (1...100).contains(points.count), "too few or too many")
      for (index, unknown) in unknowns.enumerated() {
        // Cannot trap: files are checked where they are read; this is for programs.
        precondition(!unknowns[..<index].contains { $0.quantity == unknown.quantity }, "an unknown must be given once")
      }
      self.unknowns = unknowns
      self.points = points
      self.line = line
    }
  }
}
