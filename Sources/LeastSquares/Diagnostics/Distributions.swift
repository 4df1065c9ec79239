private import CDistributions
import RealModule

/// The standard normal distribution.
public enum Normal {
  /// ln P(Z > x), also where the probability is too small for a number.
  ///
  /// Beyond x = 30, ln φ(x) − ln(x + 1/(x + 2/(x + 3/(x + …)))) by the continued fraction of Mills’ ratio
  /// (Abramowitz and Stegun 26.2.14).
  public static func logUpperTail(_ x: Double) -> Double {
    if x < 0 { return .log(onePlus: -cdf(x)) }
    if x < 30 { return .log(upperTail(x)) }
    var fraction = x
    for k in stride(from: 40.0, through: 1, by: -1) { fraction = x + k / fraction }
    return -x * x / 2 - 0.5 * .log(2 * .pi) - .log(fraction)
  }

  /// ln P(Z ≤ x), also where the probability is too small for a number.
  public static func logCDF(_ x: Double) -> Double { logUpperTail(-x) }

  /// P(Z ≤ x).
  public static func cdf(_ x: Double) -> Double { cdistributions_normal_cdf(x) }
  /// P(Z > x), without cancellation.
  public static func upperTail(_ x: Double) -> Double { cdistributions_normal_upper(x) }
  /// The x with P(Z ≤ x) = `probability`; infinite at 0 and 1, NaN outside.
  public static func quantile(_ probability: Double) -> Double { cdistributions_normal_quantile(probability) }
}

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
  /// - Parameter level: its probability, between 0 and 1.
  /// - Returns: the quantile at ½ + level/2.
  public func halfWidth(level: Double) -> Double { quantile(0.5 + level / 2) }

  /// P(|T| > |x|), the two-sided p-value of a t statistic.
  public func twoSidedTail(_ x: Double) -> Double { 2 * upperTail(abs(x)) }
}

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
