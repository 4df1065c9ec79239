import LeastSquares
import RealModule

/// The test that all series have the same effects.
///
/// Q = Σ (bᵢ − μ)' Vᵢ⁻¹ (bᵢ − μ) with μ weighted by Vᵢ⁻¹ is χ² with k (n − 1) degrees of freedom if they have and the Vᵢ
/// are known. Where Vᵢ is estimated with dᵢ degrees of freedom, every term is a multiple of F(k, dᵢ), and Q is compared
/// with the multiple of χ² that has its mean and variance; with one σ² for all series Q/(k (n − 1)) is compared with F.
///
/// Source: Cochran, Biometrics 10 (1954), 101–129; Satterthwaite, Biometrics Bulletin 2 (1946), 110–114.
public struct Homogeneity: Sendable, Equatable, Codable {
  /// Q.
  public let statistic: Double
  /// k (n − 1).
  public let degreesOfFreedom: Double
  /// The probability of a larger Q if all series have the same effects; nil where Q has no variance, because a series
  /// has 4 degrees of freedom or fewer.
  public let pValue: Double?

  /// Q of groups with their covariances; nil where a covariance is singular.
  init?(_ groups: [PoolGroup], _ covariances: [ResidualModel.Covariance], isCommon: Bool) {
    guard let first = groups.first else { return nil }
    let effects = first.effects
    var precision = Matrix(rows: effects, columns: effects)
    var weighted = [Double](repeating: 0, count: effects)
    var weights: [Matrix] = []
    for (group, covariance) in zip(groups, covariances) {
      guard let weight = SymmetricInverse(covariance.matrix)?.matrix else { return nil }
      precision = precision.adding(weight, times: group.count)
      for (row, part) in weight.times(group.mean).enumerated() { weighted[row] += group.count * part }
      weights.append(weight)
    }
    guard let mean = SymmetricInverse(precision)?.matrix.times(weighted) else { return nil }
    var sum = 0.0
    var moments = (mean: 0.0, variance: 0.0)
    var series = 0.0
    let k = Double(effects)
    var exists = true
    for ((group, covariance), weight) in zip(zip(groups, covariances), weights) {
      sum += weight.traceOfProduct(group.squares(around: mean))
      series += group.count
      let d = covariance.degreesOfFreedom
      if d.isFinite {
        exists = exists && d > 4
        let ratio = covariance.scale * d / (d - 2)
        moments.mean += group.count * ratio * k
        moments.variance += group.count * ratio * ratio * 2 * k * (k + d - 2) / (d - 4)
      } else {
        moments.mean += group.count * k
        moments.variance += group.count * 2 * k
      }
    }
    let common = covariances.first { $0.degreesOfFreedom.isFinite }?.degreesOfFreedom
    statistic = sum
    degreesOfFreedom = k * (series - 1)
    if isCommon, let common {
      pValue = FDistribution(numerator: degreesOfFreedom, denominator: common).upperTail(sum / degreesOfFreedom)
    } else {
      let left = (series - 1) / series
      let factor = moments.variance / (2 * moments.mean)
      pValue =
        exists ? ChiSquared(degreesOfFreedom: moments.mean * left / factor).upperTail(sum / factor) : nil
    }
  }
}
