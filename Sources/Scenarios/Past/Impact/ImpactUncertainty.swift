/// How certain an estimate of an effect is.
public struct ImpactUncertainty: Sendable, Equatable, Codable {
  /// How it was found.
  public enum Procedure: String, Sendable, Codable {
    /// By inverting conformal tests; see ``ConformalInference``.
    case conformal
    /// By the spread of the effects of controls taken for treated; see ``PlaceboVariance``.
    case placeboVariance = "placebo-variance"
    /// By the distribution of a forecast; see ``LocalLevelRegression``.
    case predictive
  }

  /// How it was found.
  public let procedure: Procedure
  /// The probability of every interval, between 0 and 1.
  public let coverage: Double
  /// The interval of the mean effect; nil where there are too few times or controls for this coverage.
  public let average: ImpactInterval?
  /// The interval of the sum of the effects.
  public let cumulative: ImpactInterval?
  /// The intervals of the effect at each time from the event on; nil where there are too few times for this coverage.
  public let byTime: [ImpactInterval?]
  /// The two-sided p-value of a mean effect of 0; ``average`` leaves out 0 where it is at most 1 − coverage.
  public let pValue: Double
  /// The smallest p-value that this procedure can give with so many times; 0 for one that follows a density.
  public let smallestPValue: Double

  init(
    _ procedure: Procedure, coverage: Double, average: ImpactInterval?, times: Int, byTime: [ImpactInterval?],
    pValue: Double, smallestPValue: Double = 0
  ) {
    self.procedure = procedure
    self.coverage = coverage
    self.average = average
    cumulative = average?.scaled(by: Double(times))
    self.byTime = byTime
    self.pValue = pValue
    self.smallestPValue = smallestPValue
  }
}
