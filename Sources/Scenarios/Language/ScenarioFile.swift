import Forecasting
import LeastSquares
import Series

/// Scenarios as written, in a file or in Swift: nothing has been read or computed yet.
public struct ScenarioFile: Sendable {
  /// The file as named by the user; empty for scenarios without a file.
  public let file: String
  /// A one-line title.
  public let title: String
  /// The number of users when the scenarios begin.
  public let base: Base
  /// How growth and effects are known.
  public let model: Model
  /// Drivers whose effects are assumed.
  public let statedDrivers: [StatedDriver]
  /// Single events with an assumed effect, for scenarios that name them.
  public let events: [Event]
  /// Quantities that move drivers by stated elasticities.
  public let upstreams: [Upstream]
  /// How the random parts of driver paths are correlated.
  public let correlations: [Correlation]
  /// The last month.
  public let horizon: Month
  /// The scenario with which others are compared.
  public let reference: String
  /// The scenarios in their order, merged with those they extend.
  public let scenarios: [Scenario]
  /// Figures that others have published.
  public let published: [Published]
  /// The unknowns to find from published figures; nil for none.
  public let calibration: CalibrationRequest?
  /// Numbers of users for which crossings are reported.
  public var thresholds: [Double]
  /// The coverages of the intervals, ascending.
  public let coverages: [Double]
  /// The number of simulated paths, even.
  public let draws: Int
  /// What is to be said of old words in the file; nothing for scenarios that were not read.
  public internal(set) var remarks: [String] = []
  /// The seed of the simulation.
  public var seed: UInt64

  /// The longest horizon in months.
  public static let longestHorizon = 600
  /// The most scenarios.
  public static let mostScenarios = 1000
  /// The default coverages of intervals.
  public static let usualCoverages = Coverages.usual

  /// Scenarios without a file.
  ///
  /// - Parameters:
  ///   - title: a one-line title.
  ///   - base: users when the scenarios begin.
  ///   - model: how growth and effects are known.
  ///   - statedDrivers: drivers whose effects are assumed.
  ///   - events: single events with an assumed effect.
  ///   - upstreams: quantities that move drivers by stated elasticities.
  ///   - correlations: how the random parts of driver paths are correlated.
  ///   - horizon: the last month.
  ///   - scenarios: at least one, with distinct names.
  ///   - reference: the scenario with which others are compared; nil for the first.
  ///   - published: figures that others have published.
  ///   - calibration: the unknowns to find from published figures.
  ///   - thresholds: numbers of users for which crossings are reported.
  ///   - coverages: the coverages of the intervals, between 0 and 1.
  ///   - draws: the number of simulated paths, even.
  ///   - seed: the seed of the simulation.
  ///   - file: its name in messages.
  public init(
    title: String = "", base: Base, model: Model, statedDrivers: [StatedDriver] = [], events: [Event] = [],
    upstreams: [Upstream] = [], correlations: [Correlation] = [], horizon: Month, scenarios: [Scenario],
    reference: String? = nil, published: [Published] = [], calibration: CalibrationRequest? = nil,
    thresholds: [Double] = [], coverages: [Double] = ScenarioFile.usualCoverages, draws: Int = ForecastOptions().draws,
    seed: UInt64 = 1, file: String = ""
  ) {
    // Cannot trap: files are checked where they are read; this is for programs.
    precondition((1...Self.mostScenarios).contains(scenarios.count), "1 to \(Self.mostScenarios) scenarios are allowed")
    // Cannot trap: files are checked where they are read; this is for programs.
    precondition(Set(scenarios.map(\.name)).count == scenarios.count, "scenarios must have distinct names")
    // Cannot trap: files are checked where they are read; this is for programs.
    precondition(!coverages.isEmpty && coverages.allSatisfy { $0 > 0 && $0 < 1 }, "coverages must be between 0 and 1")
    // Cannot trap: files are checked where they are read; this is for programs.
    precondition(draws > 0 && draws.isMultiple(of: 2), "the number of draws must be even")
    // Cannot trap: files are checked where they are read; this is for programs.
    precondition(model.accepts(base), "a model fitted here starts from data, a saved one from its own data")
    self.file = file
    self.title = title
    self.base = base
    self.model = model
    self.statedDrivers = statedDrivers
    self.events = events
    self.upstreams = upstreams
    self.correlations = correlations
    self.horizon = horizon
    self.reference = reference ?? scenarios[0].name
    self.scenarios = scenarios
    self.published = published
    self.calibration = calibration
    self.thresholds = thresholds
    self.coverages = Set(coverages).sorted()
    self.draws = draws
    self.seed = seed
  }

  /// A scenario by name.
  public func scenario(_ name: String) -> Scenario? { scenarios.first { $0.name == name } }
}
