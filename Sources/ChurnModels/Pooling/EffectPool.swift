/// Partial pooling of the effects of many series, bᵢ ~ N(μ, T + Vᵢ).
///
/// Series with little data borrow from the others, those with much keep their own estimates. See ``PoolSums`` for batches
/// that do not fit into memory.
///
/// Source: Raudenbush and Bryk, J. Educ. Stat. 10 (1985), 75–98.
public struct EffectPool: Sendable, Equatable {
  /// What is assumed of the residual variances of the series.
  public var variances: ResidualVariances

  /// A pool.
  ///
  /// - Parameter variances: what is assumed of the residual variances of the series.
  public init(variances: ResidualVariances = .moderated) { self.variances = variances }

  /// Fits μ and T by restricted maximum likelihood.
  ///
  /// - Parameter estimates: at least 3 series, each with the same k effects in the same order.
  /// - Returns: the distribution of the effects among series.
  /// - Throws: ``PoolingError`` for too few series, different numbers of effects, or numbers that overflow.
  /// - Complexity: O(n·k⁴) per iteration, of which some ten are usual.
  public func fit(_ estimates: [PooledEstimate]) throws(PoolingError) -> FittedPool {
    var moderation = ModeratedVariance()
    for estimate in estimates {
      if let first = estimates.first, estimate.effects.count != first.effects.count {
        throw .differentEffects(expected: first.effects.count, found: estimate.effects.count)
      }
      moderation.add(variance: estimate.residualVariance, degreesOfFreedom: estimate.degreesOfFreedom)
    }
    return try PoolEstimator(groups: estimates.map(PoolGroup.init), moderation: moderation, variances: variances).fit()
  }
}
