import Series

/// What was found from published figures.
public struct CalibrationResult: Sendable, Equatable {
  /// One thing that was looked for.
  public struct Unknown: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it is.
    public let quantity: ScenarioFile.CalibrationRequest.Quantity
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
    /// Where the value is in the range that was seen: 0 at its lower end, 1 at its upper one; nil without a range.
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
