import Series

/// The constant level of one driver that keeps users at a target.
public struct GoalSeek: Sendable, Equatable {
  /// The answer for one probability of keeping the target.
  public struct Answer: Sendable, Equatable {
    /// The probability with which users are at the target or above.
    public let probability: Double
    /// The level; nil where no level suffices.
    public let level: Double?
    /// Whether every level searched suffices, so that ``level`` is only the end of the range.
    public let isAnyLevel: Bool
  }

  /// The raw column or upstream quantity.
  public let driver: String
  /// The scenario that is changed.
  public let scenario: String
  /// The users to keep.
  public let target: Double
  /// The month in which they are counted.
  public let month: Month
  /// The first month of the level.
  public let from: Month
  /// The expected level at the horizon in the scenario as it is.
  public let present: Double
  /// Median users in the scenario as it is.
  public let presentUsers: Double
  /// The levels that were searched.
  public let between: ClosedRange<Double>
  /// One per probability, in the requested order.
  public let answers: [Answer]
  /// The level that keeps the most users, and their median and interval.
  public let best: (level: Double, users: Double, interval: ClosedRange<Double>)
  /// The probability of the target at that level.
  public let bestProbability: Double
  /// The coverage of the interval.
  public let coverage: Double
  /// The number of draws.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64

  /// Whether two answers are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.driver == b.driver && a.scenario == b.scenario && a.target == b.target && a.month == b.month
      && a.between == b.between && a.answers == b.answers && a.best == b.best && a.seed == b.seed
      && a.draws == b.draws
  }
}
