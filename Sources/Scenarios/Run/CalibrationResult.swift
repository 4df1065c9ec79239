import Series

/// The unknowns found from published figures.
public struct CalibrationResult: Sendable, Equatable {
  /// One unknown.
  public struct Unknown: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The quantity.
    public let quantity: ScenarioFile.CalibrationRequest.Quantity
    /// Its value at the centre of the assumptions.
    public let value: Double
    /// The widest interval that the uncertainty of the assumptions implies; nil where none was stated.
    public let interval: ClosedRange<Double>?
    /// ``value`` before an effect scale that is an unknown as well.
    public let unscaled: Double
    /// Its prior; nil for none.
    public let belief: ScenarioFile.Uncertain?
    /// The observed levels, for the level of a driver; nil otherwise.
    public let seen: ClosedRange<Double>?
    /// Whether it has left its possible range: an effect with the wrong sign, or a scale or level below 0.
    public let leavesSign: Bool

    /// The distance of the value from its prior in standard deviations; nil without a prior.
    public var zScore: Double? { belief.map { (unscaled - $0.value) / $0.standardDeviation } }
    /// The position of the value in the observed range: 0 at its lower end, 1 at its upper end; nil without a range.
    public var multipleOfRange: Double? {
      seen.flatMap { $0.upperBound > $0.lowerBound ? (value - $0.lowerBound) / ($0.upperBound - $0.lowerBound) : nil }
    }
  }

  /// A figure to be met.
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

    /// Whether it is met, to its tolerance.
    public var isMet: Bool { abs(users / published - 1) <= max(tolerance, 1e-6) }
  }

  /// The unknowns.
  public let unknowns: [Unknown]
  /// The figures to be met.
  public let points: [Point]
  /// Whether all figures are met.
  public var isMet: Bool { points.allSatisfy(\.isMet) }
  /// The directions that the points leave open.
  public let undetermined: [UndeterminedDirection]
  /// The assumed effects of which the points determine only the joint size, not how it is split among them; empty where
  /// nothing is left open.
  public let jointEffects: [String]
}
