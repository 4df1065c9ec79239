private import CDistributions

/// Student's t distribution with ν ≥ 0.01 degrees of freedom (ν = ∞ is the normal distribution); below, results are NaN.
public struct StudentT: Sendable, Equatable {
  /// ν.
  public let degreesOfFreedom: Double
  private let freedom: Double

  /// The distribution with ν = `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    freedom = DegreesOfFreedom.checked(degreesOfFreedom)
  }

  /// P(T ≤ x).
  public func cdf(_ x: Double) -> Double { cdistributions_t_cdf(x, freedom) }
  /// P(T > x), without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_t_upper(x, freedom) }
  /// The x with P(T ≤ x) = `probability`; infinite at 0 and 1, NaN outside.
  public func quantile(_ probability: Double) -> Double { cdistributions_t_quantile(probability, freedom) }

  /// The half-width, in standard errors, of a central interval.
  ///
  /// - Parameter coverage: its probability, between 0 and 1.
  /// - Returns: the quantile at ½ + coverage/2.
  public func halfWidth(coverage: Double) -> Double { quantile(0.5 + coverage / 2) }

  /// P(|T| > |x|), the two-sided p-value of a t statistic.
  public func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }
}
