/// The prior distribution of an effect: β ~ N(mean, standardDeviation²).
public struct EffectPrior: Sendable, Equatable, Codable {
  /// The mean; above 0 is harmful.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// A prior.
  public init(mean: Double, standardDeviation: Double) {
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a prior needs a standard deviation above 0")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}
