private import CDistributions

/// The F distribution with `numerator` and `denominator` degrees of freedom; where one is below 0.01, results are NaN.
public struct FDistribution: Sendable, Equatable {
  /// Degrees of freedom of the numerator.
  public let numerator: Double
  /// Degrees of freedom of the denominator.
  public let denominator: Double

  private var freedoms: (above: Double, below: Double) {
    (DegreesOfFreedom.checked(numerator), DegreesOfFreedom.checked(denominator))
  }

  /// The distribution with these degrees of freedom.
  public init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F ≤ x), x ≥ 0.
  public func cdf(_ x: Double) -> Double { cdistributions_f_cdf(x, freedoms.above, freedoms.below) }
  /// P(F > x), x ≥ 0, without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_f_upper(x, freedoms.above, freedoms.below) }
  /// The x with P(F ≤ x) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    cdistributions_f_quantile(probability, freedoms.above, freedoms.below)
  }
}
