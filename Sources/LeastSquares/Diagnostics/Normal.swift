private import CDistributions
import RealModule

/// The standard normal distribution.
public enum Normal {
  /// ln P(Z > x), also where the probability underflows.
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

  /// ln P(Z ≤ x), also where the probability underflows.
  public static func logCDF(_ x: Double) -> Double { logUpperTail(-x) }

  /// P(Z ≤ x).
  public static func cdf(_ x: Double) -> Double { cdistributions_normal_cdf(x) }
  /// P(Z > x), without cancellation.
  public static func upperTail(_ x: Double) -> Double { cdistributions_normal_upper(x) }
  /// The x with P(Z ≤ x) = `probability`; infinite at 0 and 1, NaN outside.
  public static func quantile(_ probability: Double) -> Double { cdistributions_normal_quantile(probability) }
}
