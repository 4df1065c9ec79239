private import CDistributions

/// The χ² distribution with ν ≥ 0.01 degrees of freedom; below, results are NaN.
public struct ChiSquared: Sendable, Equatable {
  /// ν.
  public let degreesOfFreedom: Double
  private let freedom: Double

  /// The distribution with ν = `degreesOfFreedom`.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    freedom = DegreesOfFreedom.checked(degreesOfFreedom)
  }

  /// P(X ≤ x), x ≥ 0.
  public func cdf(_ x: Double) -> Double { cdistributions_chi_squared_cdf(x, freedom) }
  /// P(X > x), x ≥ 0, without cancellation.
  public func upperTail(_ x: Double) -> Double { cdistributions_chi_squared_upper(x, freedom) }
  /// The x with P(X ≤ x) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    cdistributions_chi_squared_quantile(probability, freedom)
  }
}
