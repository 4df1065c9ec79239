import Series

/// The effect of each input alone on users, from its low to its high end, with all others at their centre.
///
/// A calibration is not repeated: its solution stays at the centre, because otherwise no input could move a month that
/// was calibrated.
public struct Tornado: Sendable, Equatable {
  /// One input.
  public struct Bar: Sendable, Equatable {
    /// The kind of an input.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
      /// A coefficient, elasticity or calibrated quantity: the ends of the widest interval of its draws.
      case parameter
      /// The path of a driver: from that of the reference to that of the scenario.
      case path
      /// The random part of a driver: the ends of the widest interval of users.
      case randomness
      /// The monthly innovations: the ends of the widest interval of users.
      case innovations
    }

    /// The input.
    public let name: String
    /// Its kind.
    public let kind: Kind
    /// The input at both ends; for a path, the expected level at the horizon. Nil for inputs without a level.
    public let inputs: (low: Double, high: Double)?
    /// Users at both ends.
    public let users: (low: Double, high: Double)

    /// The distance between the ends, in users.
    public var swing: Double { abs(users.high - users.low) }

    /// Whether two bars are the same.
    public static func == (a: Self, b: Self) -> Bool {
      a.name == b.name && a.kind == b.kind && a.users == b.users && a.inputs?.low == b.inputs?.low
        && a.inputs?.high == b.inputs?.high
    }
  }

  /// The scenario.
  public let scenario: String
  /// The scenario of the low ends of paths; nil where the scenario is its own reference.
  public let reference: String?
  /// The month.
  public let month: Month
  /// Users at the centre.
  public let users: Double
  /// The inputs, the largest swing first.
  public let bars: [Bar]
  /// The coverage of the ends.
  public let coverage: Double
  /// The number of draws of the intervals.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64
}
