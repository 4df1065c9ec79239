private import CDistributions

/// Student's t distribution with ν > 0 degrees of freedom (ν = ∞ is the normal distribution).
public struct StudentT: Sendable, Equatable {
  /// ν.
  public let degreesOfFreedom: Double

  /// The distribution with ν = `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// P(T ≤ x).
  public func cdf(_ x: Double) -> Double { cdistributions_t_cdf(x, degreesOfFreedom) }
  /// P(T > x), without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_t_upper(x, degreesOfFreedom) }
  /// The x with P(T ≤ x) = `probability`; infinite at 0 and 1, NaN outside.
  public func quantile(_ probability: Double) -> Double { cdistributions_t_quantile(probability, degreesOfFreedom) }

  /// The half-width, in standard errors, of a central interval.
  ///
  /// - Parameter coverage: its probability, between 0 and 1.
  /// - Returns: the quantile at ½ + coverage/2.
  public func halfWidth(coverage: Double) -> Double { quantile(0.5 + coverage / 2) }

  /// P(|T| > |x|), the two-sided p-value of a t statistic.
  public func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }
}
