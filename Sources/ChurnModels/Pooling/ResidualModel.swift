import LeastSquares

/// The covariances of first-stage estimates under what is assumed of the residual variances.
enum ResidualModel: Sendable, Equatable, Codable {
  case own
  case moderated(ModeratedVariance)
  /// σ² of all series with its degrees of freedom.
  case common(variance: Double, degreesOfFreedom: Double)

  /// V as it weighs in the second stage, the share of it that scales a t distribution, and the degrees of freedom of that.
  struct Covariance {
    let matrix: Matrix
    let scale: Double
    let degreesOfFreedom: Double
  }

  /// The mean of σ² given s² exceeds s̃² by this factor, d/(d − 2).
  ///
  /// With 3 degrees of freedom or fewer it is held at 3, because the mean ceases to exist.
  private static func excess(_ freedom: Double) -> Double {
    freedom.isFinite ? freedom / max(freedom - 2, freedom / 3) : 1
  }

  /// V of estimates with given averages of C and s² C and of 1/ν.
  func covariance(unscaled: Matrix, scaled: Matrix, inverseFreedom: Double) -> Covariance {
    guard inverseFreedom > 0 else { return Covariance(matrix: scaled, scale: 1, degreesOfFreedom: .infinity) }
    switch self {
    case .own: return Covariance(matrix: scaled, scale: 1, degreesOfFreedom: 1 / inverseFreedom)
    case .common(let variance, let freedom):
      return Covariance(matrix: unscaled.scaled(by: variance), scale: 1, degreesOfFreedom: freedom)
    case .moderated(let moderation):
      let (prior, typical) = moderation.prior
      guard prior.isFinite else {
        return Covariance(matrix: unscaled.scaled(by: typical), scale: 1, degreesOfFreedom: prior)
      }
      let own = 1 / inverseFreedom
      let total = prior + own
      let factor = Self.excess(total)
      let mean = unscaled.scaled(by: factor * prior * typical / total).adding(scaled, times: factor * own / total)
      return Covariance(matrix: mean, scale: 1 / factor, degreesOfFreedom: total)
    }
  }

  /// V of a group of series.
  func covariance(_ group: PoolGroup) -> Covariance {
    covariance(unscaled: group.unscaled, scaled: group.scaled, inverseFreedom: group.inverseFreedom)
  }
}
