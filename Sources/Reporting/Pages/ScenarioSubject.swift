import Scenarios
import Series

/// What the reader of a scenario page wants to know; everything that is not stated is chosen from the run.
public struct ScenarioSubject: Sendable, Equatable {
  /// A number of users to keep.
  public struct Goal: Sendable, Equatable {
    /// The driver whose level is sought.
    public var driver: String
    /// The users to keep.
    public var users: Double
    /// When they are counted; nil for the horizon.
    public var month: Month?

    /// A goal at the horizon.
    public init(_ driver: String, keep users: Double, by month: Month? = nil) {
      self.driver = driver
      self.users = users
      self.month = month
    }
  }

  /// The scenario that the page is about; nil for the one that the headline chooses.
  public var scenario: String?
  /// The value of one user, in any currency; nil for none.
  public var valuePerUser: Double?
  /// The level that is sought; nil for none.
  public var goal: Goal?

  /// Nothing stated.
  public init() {}

  /// The scenario of a run that the page is about: the stated one, the calibrated one, one with a published figure to check, else the
  /// one that differs most from the reference.
  ///
  /// - Parameter run: the run.
  /// - Returns: nil where there is no such scenario.
  func outcome(in run: ScenarioRun) -> ScenarioOutcome? {
    let checked = run.comparisons.first { $0.role == .check }?.scenario
    if let name = scenario ?? run.calibration?.points.first?.scenario ?? checked {
      return run.scenarios.first { ExactName($0.name) == ExactName(name) }
    }
    func distance(_ outcome: ScenarioOutcome) -> Double { abs(outcome.differences.last?.median ?? 0) }
    return run.scenarios.max { distance($0) < distance($1) }
  }
}
