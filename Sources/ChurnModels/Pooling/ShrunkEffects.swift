import LeastSquares
import RealModule

/// The effects of one series after it has borrowed from the pool.
public struct ShrunkEffects: Sendable, Equatable {
  /// b̃ = μ + B (b − μ) with B = T (T + V)⁻¹, length k.
  public let effects: [Double]
  /// The covariance of b̃ − β, k × k, with the uncertainty of μ and T.
  public let covariance: Matrix
  /// The diagonal of B: 1 where an effect stays as the series estimates it, 0 where it is the mean of all.
  public let ownShares: [Double]
  /// The degrees of freedom of the intervals.
  public let degreesOfFreedom: [Double]
  /// How far b lies from μ, as the standard normal deviate z ≥ 0 with the same probability.
  public let distance: Double
  /// The scales of the t distributions.
  let scales: [Double]

  /// Whether the series is extreme, z > 4: it may not belong to the pool.
  public var isOutlying: Bool { distance > 4 }

  /// Intervals b̃ ± t · scale.
  ///
  /// - Parameter coverage: between 0 and 1.
  /// - Returns: an interval per effect.
  public func intervals(coverage: Double) -> [ClosedRange<Double>] {
    effects.indices.map {
      effects[$0].plusMinus(StudentT(degreesOfFreedom: degreesOfFreedom[$0]).halfWidth(coverage: coverage) * scales[$0])
    }
  }
}
