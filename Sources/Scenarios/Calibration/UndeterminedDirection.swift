/// A direction of the unknowns that the points do not determine.
public struct UndeterminedDirection: Sendable, Equatable {
  /// The range of one unknown along the direction.
  public struct Range: Sendable, Equatable {
    /// The unknown.
    public let name: String
    /// Its value at the solution of the calibration.
    public let value: Double
    /// The lowest value that meets the points; −∞ where nothing bounds it.
    public let lower: Double
    /// The highest value that meets the points; ∞ where nothing bounds it.
    public let upper: Double
  }

  /// The unknowns that move along it.
  public let ranges: [Range]
}
