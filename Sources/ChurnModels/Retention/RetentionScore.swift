/// How far predictions of one method are off at one horizon.
public struct RetentionScore: Sendable, Equatable, Codable {
  /// `sbg`, `bdw`, `hazard`, `hazard 2`, …, or a plain method.
  public let method: String
  /// Periods after the last age of the cohort that the fit saw, from 1.
  public let horizon: Int
  /// The number of cells.
  public let cells: Int
  /// The mean of |Û − U|/size, the error of the share who are still active.
  public let survivalError: Double
  /// The mean of |Û − U|, in users.
  public let userError: Double
}
