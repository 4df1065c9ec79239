import LeastSquares
import RealModule

/// How one effect varies among series.
public struct PooledEffect: Sendable, Equatable, Codable {
  /// μ, the mean of the effect over all series.
  public let mean: Double
  /// The standard error of μ.
  public let standardError: Double
  /// τ, the standard deviation of the effect among series.
  public let deviation: Double
  /// I² = τ²/(τ² + v), v being the typical variance of the estimates: the share of what differs among estimates that the
  /// series differ by, from 0 to 1.
  public let inconsistency: Double
  /// The test of homogeneity of this effect alone.
  public let homogeneity: Homogeneity
  /// The estimate of τ² by moments, max(0, (Q − n + 1)/(Σw − Σw²/Σw)) with w = 1/v.
  ///
  /// Source: DerSimonian and Laird, Control. Clin. Trials 7 (1986), 177–188.
  public let momentVariance: Double

  /// Effect number `position` of a pool with mean μ, its covariance and T.
  init?(
    _ position: Int, _ groups: [PoolGroup], _ covariances: [ResidualModel.Covariance], isCommon: Bool,
    mean: Double, variance: Double, between: Double
  ) {
    let marginal = groups.map { $0.marginal(position) }
    let own = covariances.map {
      ResidualModel.Covariance(
        matrix: Matrix(rows: 1, columns: 1, elements: [$0.matrix[position, position]]), scale: $0.scale,
        degreesOfFreedom: $0.degreesOfFreedom)
    }
    guard let homogeneity = Homogeneity(marginal, own, isCommon: isCommon) else { return nil }
    var (series, sum, squares) = (0.0, 0.0, 0.0)
    for (group, covariance) in zip(marginal, own) {
      let weight = 1 / covariance.matrix[0, 0]
      series += group.count
      sum += group.count * weight
      squares += group.count * weight * weight
    }
    let spread = sum - squares / sum
    self.mean = mean
    standardError = .sqrt(variance)
    deviation = .sqrt(max(0, between))
    inconsistency = between / (between + (series - 1) / spread)
    self.homogeneity = homogeneity
    momentVariance = max(0, (homogeneity.statistic - (series - 1)) / spread)
  }
}

extension PoolGroup {
  /// The group with one of its effects only.
  fileprivate func marginal(_ position: Int) -> PoolGroup {
    func only(_ matrix: Matrix) -> Matrix { Matrix(rows: 1, columns: 1, elements: [matrix[position, position]]) }
    return PoolGroup(
      count: count, mean: [mean[position]], scatter: only(scatter), unscaled: only(unscaled), scaled: only(scaled),
      inverseFreedom: inverseFreedom, logDeterminants: 0)
  }
}
