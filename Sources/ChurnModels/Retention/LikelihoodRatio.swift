import LeastSquares

/// A test of a smaller model within a larger one.
public struct LikelihoodRatio: Sendable, Equatable, Codable {
  /// 2(ln L₁ − ln L₀) ≥ 0.
  public let statistic: Double
  /// How many parameters the smaller model fixes.
  public let degreesOfFreedom: Int
  /// φ, by which the statistic is divided for ``p``; 1 for independent users.
  public let overdispersion: Double

  /// P(χ² > statistic/φ).
  public var p: Double {
    ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(max(0, statistic) / overdispersion)
  }
}
