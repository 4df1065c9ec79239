import Series

/// The causes of the difference between a scenario and its reference: exact Shapley values.
///
/// The causes are the raw drivers whose own path differs, the events that happen in one of the two, and the upstream
/// quantities that differ. v(S) is users when the causes in S are as in the scenario and all others as in the
/// reference; a cause's value is the mean change that it makes over all orders in which causes may be switched. Values
/// sum to the difference exactly.
///
/// Source: L. S. Shapley, *A value for n-person games*, Contributions to the Theory of Games II (1953), 307.
public struct Attribution: Sendable, Equatable {
  /// The contribution of one cause.
  public struct Contribution: Sendable, Equatable {
    /// The kind of a cause.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
      /// A driver's own path.
      case driver
      /// An event.
      case event
      /// A quantity that moves drivers.
      case upstream
    }

    /// The cause.
    public let name: String
    /// Its kind.
    public let kind: Kind
    /// Users at the centre of the assumptions; below 0 if lost.
    public let users: Double
    /// ``users`` rounded so that they sum to the whole difference.
    public let wholeUsers: Int
    /// The interval of the widest coverage.
    public let interval: ClosedRange<Double>
    /// Its share of the difference.
    public let share: Double
    /// The shares that the calibration leaves possible, whatever the assumed sizes of the effects; nil where it
    /// leaves nothing open.
    public let possibleShares: ClosedRange<Double>?
  }

  /// The scenario.
  public let scenario: String
  /// The scenario with which it is compared.
  public let reference: String
  /// The month, or the last of the months whose users are added.
  public let month: Month
  /// Whether users of all months up to then are added (user-months).
  public let isCumulated: Bool
  /// Users of the scenario less those of the reference, at the centre.
  public let difference: Double
  /// ``difference`` in whole users.
  public let wholeDifference: Int
  /// Its interval.
  public let interval: ClosedRange<Double>
  /// The median of its draws; another number than ``difference`` where causes do not act in proportion, as with estimated decays.
  public let medianDifference: Double
  /// The causes, the largest loss first.
  public let contributions: [Contribution]
  /// Users of both, at the centre.
  public let users: (reference: Double, scenario: Double)
  /// The number of figures that a calibration met, for the sentence about what they leave open.
  public let calibratedFigures: Int
  /// The coverage of the intervals.
  public let coverage: Double
  /// The number of draws of the intervals.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64

  /// The largest number of causes: 2¹² combinations.
  public static let mostPlayers = ScenarioLimits.causes

  /// Whether two attributions are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.scenario == b.scenario && a.reference == b.reference && a.month == b.month && a.isCumulated == b.isCumulated
      && a.difference == b.difference && a.medianDifference == b.medianDifference && a.interval == b.interval
      && a.contributions == b.contributions
      && a.users == b.users && a.coverage == b.coverage && a.draws == b.draws && a.seed == b.seed
  }
}
