private import CDistributions

/// The χ² distribution with ν > 0 degrees of freedom.
public struct ChiSquared: Sendable, Equatable {
  /// ν.
  public let degreesOfFreedom: Double

  /// The distribution with ν = `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// P(X ≤ x), x ≥ 0.
  public func cdf(_ x: Double) -> Double { cdistributions_chi_squared_cdf(x, degreesOfFreedom) }
  /// P(X > x), x ≥ 0, without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_chi_squared_upper(x, degreesOfFreedom) }
  /// The x with P(X ≤ x) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    cdistributions_chi_squared_quantile(probability, degreesOfFreedom)
  }
}
