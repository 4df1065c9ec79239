import LeastSquares
import RealModule

extension FittedPool {
  /// The effects of a series, its own and those of the pool weighed by their precision.
  ///
  /// b̃ = μ + B (b − μ), B = T (T + V)⁻¹, with the covariance B V B' + (I − B)(T* + Var μ)(I − B)', where T* is the
  /// maximum of the restricted likelihood times |T|^(a/2), a = 2 − 4/(n + 1), and stands for what is not known of T. With
  /// fewer than ten series that is much: intervals may then be wider than those of the series' own estimates. With T* = T it is the
  /// posterior covariance of the linear mixed model. The degrees of freedom weigh those of V and the n − 1 of T by
  /// their squared shares.
  ///
  /// - Parameter estimate: of a series that may, but need not, be among those of the fit.
  /// - Returns: the shrunk effects with their intervals.
  /// - Throws: ``PoolingError/differentEffects(expected:found:)``.
  /// - Complexity: O(k³).
  ///
  /// Source: Morris, J. Am. Stat. Assoc. 78 (1983), 47–55; Li and Lahiri, J. Multivar. Anal. 101 (2010), 882–892; Kackar and Harville, J. Am. Stat. Assoc. 79 (1984), 853–862.
  public func shrunk(_ estimate: PooledEstimate) throws(PoolingError) -> ShrunkEffects {
    let k = effects.count
    guard estimate.effects.count == k else {
      throw .differentEffects(expected: k, found: estimate.effects.count)
    }
    let own = residual.covariance(
      unscaled: estimate.unscaledCovariance, scaled: estimate.covariance,
      inverseFreedom: 1 / estimate.degreesOfFreedom)
    guard let weight = SymmetricInverse(betweenCovariance.adding(own.matrix))?.matrix else { throw .notFinite }
    let deviation = zip(estimate.effects, effects).map { $0 - $1.mean }
    let share = betweenCovariance.times(weight)
    let rest = Matrix(identity: k).adding(share, times: -1)
    let ownPart = share.around(own.matrix)
    let poolPart = rest.around(cautiousBetween.adding(cautiousMean, times: widening))
    let moved = share.times(deviation)
    var scales: [Double] = []
    var freedoms: [Double] = []
    for index in 0..<k {
      let first = ownPart[index, index] * own.scale
      let second = poolPart[index, index]
      let total = first + second
      scales.append(.sqrt(total))
      let spread = first * first / own.degreesOfFreedom + second * second / (count - 1)
      freedoms.append(spread > 0 ? total * total / spread : .infinity)
    }
    return ShrunkEffects(
      effects: effects.indices.map { effects[$0].mean + moved[$0] }, covariance: ownPart.adding(poolPart),
      ownShares: (0..<k).map { share[$0, $0] }, degreesOfFreedom: freedoms,
      distance: distance(deviation, weight, own), scales: scales)
  }

  /// The standard normal deviate whose two-sided probability is that of (b − μ)' (T + V)⁻¹ (b − μ), k times an F.
  private func distance(_ deviation: [Double], _ weight: Matrix, _ own: ResidualModel.Covariance) -> Double {
    let k = Double(effects.count)
    // Beyond this the tails are 0 anyhow, and infinity has none.
    let square = min(zip(deviation, weight.times(deviation)).reduce(0) { $0 + $1.0 * $1.1 }, 1e12)
    let ownShare = min(1, weight.traceOfProduct(own.matrix) / k)
    let freedom = own.degreesOfFreedom / (ownShare * ownShare)
    guard freedom.isFinite, freedom < 1e6 else {
      return Self.deviate(ChiSquared(degreesOfFreedom: k).upperTail(square))
    }
    let scale = 1 - ownShare + ownShare * own.scale
    return Self.deviate(FDistribution(numerator: k, denominator: freedom).upperTail(square / (k * scale)))
  }

  private static func deviate(_ probability: Double) -> Double {
    guard probability < 1 else { return 0 }
    return -Normal.quantile(max(probability, 1e-300) / 2)
  }
}
