/// What is assumed of the residual variances of the series in a pool.
public enum ResidualVariances: String, Sendable, Codable, CaseIterable {
  /// They come from a common distribution, from which each series borrows; see ``ModeratedVariance``. Series whose
  /// covariance is known keep it.
  case moderated
  /// One residual variance σ² holds for all series and is estimated together with the effects: the linear mixed model.
  case common
  /// Every series keeps its own, as if it were known; right where the degrees of freedom are many.
  case own
}
