/// How much more losses vary than those of independent users: Var(y) = φ n h(1 − h) within a month, and a shock of the logit that all cohorts of
/// a month share, of variance τ².
public struct RetentionDispersion: Sendable, Equatable, Codable {
  /// φ, at least 1.
  public let overdispersion: Double
  /// τ, the standard deviation of the common shock of a month; 0 without a calendar.
  public let monthShock: Double
  /// Pearson's χ² over its degrees of freedom, which does not tell the two apart.
  public let pearson: Double
  /// The degrees of freedom of what months tell of τ, or without a calendar what cells tell of φ; at least 1.
  public let freedom: Double
  /// The correlation of the shocks of neighbouring months; nil for fewer than eight months.
  public let autocorrelation: Double?

  /// The autocorrelation, where shocks matter and it is beyond two standard errors of none, 2/√ν.
  var correlatedShocks: Double? {
    autocorrelation.flatMap { monthShock > 0 && $0 * $0 * freedom > 4 && $0 > 0 ? $0 : nil }
  }
}
