private import CDistributions

/// The F distribution with `numerator` and `denominator` degrees of freedom.
public struct FDistribution: Sendable, Equatable {
  /// Degrees of freedom of the numerator.
  public let numerator: Double
  /// Degrees of freedom of the denominator.
  public let denominator: Double

  /// The distribution with these degrees of freedom, both above 0.
  public init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F ≤ x), x ≥ 0.
  public func cdf(_ x: Double) -> Double { cdistributions_f_cdf(x, numerator, denominator) }
  /// P(F > x), x ≥ 0, without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_f_upper(x, numerator, denominator) }
  /// The x with P(F ≤ x) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    cdistributions_f_quantile(probability, numerator, denominator)
  }
}
