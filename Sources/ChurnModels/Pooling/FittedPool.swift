import LeastSquares
import RealModule

/// The distribution of effects among series, βᵢ ~ N(μ, T), fitted by restricted maximum likelihood.
///
/// Nothing is pooled against the data: where T is large beside the covariance V of a series' own estimates, its effects
/// stay as they are; where T is 0, all series get μ.
public struct FittedPool: Sendable, Equatable {
  let count: Double
  /// Every effect: its mean, its spread among series and the test of homogeneity.
  public let effects: [PooledEffect]
  /// The test that all series have the same effects.
  public let homogeneity: Homogeneity
  /// T, k × k, positive semidefinite: the covariance of the effects among series.
  public let betweenCovariance: Matrix
  /// (Σ (T + Vᵢ)⁻¹)⁻¹, k × k: the covariance of μ.
  public let meanCovariance: Matrix
  /// Whether T is singular: an effect does not differ among series by more than chance, or follows from the others.
  public let isAtBoundary: Bool
  /// −2 log of the restricted likelihood: of the estimates, or of all observations where one residual variance holds.
  public let criterion: Double
  /// Whether the search reached the maximum.
  public let converged: Bool
  let residual: ResidualModel
  /// T of intervals: the maximum of the restricted likelihood times |T|^(a/2), a = 2 − 4/(n + 1), which is never 0.
  let cautiousBetween: Matrix
  /// The covariance of μ with that T.
  let cautiousMean: Matrix
  /// Σ (bᵢ − μ)' (T + Vᵢ)⁻¹ (bᵢ − μ) / (k (n − 1)).
  let misfit: Double

  init(
    series: Double, effects: [PooledEffect], homogeneity: Homogeneity, betweenCovariance: Matrix,
    meanCovariance: Matrix, isAtBoundary: Bool, criterion: Double, converged: Bool, residual: ResidualModel,
    cautiousBetween: Matrix, cautiousMean: Matrix, misfit: Double
  ) {
    count = series
    (self.effects, self.homogeneity) = (effects, homogeneity)
    (self.betweenCovariance, self.meanCovariance) = (betweenCovariance, meanCovariance)
    (self.isAtBoundary, self.criterion, self.converged) = (isAtBoundary, criterion, converged)
    (self.residual, self.cautiousBetween, self.cautiousMean) = (residual, cautiousBetween, cautiousMean)
    self.misfit = misfit
  }

  /// n, the number of series.
  public var series: Int { Int(exactly: count.rounded()) ?? .max }

  /// σ², where one residual variance is assumed for all series.
  public var residualVariance: Double? {
    if case .common(let variance, _) = residual { variance } else { nil }
  }

  /// The distribution of the residual variances, where series borrow from it.
  public var moderation: ModeratedVariance? {
    if case .moderated(let moderation) = residual { moderation } else { nil }
  }

  var isFinite: Bool {
    misfit.isFinite && criterion.isFinite
      && [betweenCovariance, meanCovariance, cautiousBetween, cautiousMean].allSatisfy {
        $0.elements.allSatisfy(\.isFinite)
      }
  }

  /// How much the covariance of μ is widened where the estimates scatter more than T and V say.
  var widening: Double { max(1, misfit) }

  /// Intervals of μ: μ ± t √(q Var μ) with n − 1 degrees of freedom and q = max(1, Σ (bᵢ − μ)' Wᵢ (bᵢ − μ) / (k (n − 1))).
  ///
  /// - Parameter coverage: between 0 and 1.
  /// - Returns: an interval per effect.
  ///
  /// Source: Knapp and Hartung, Stat. Med. 22 (2003), 2693–2710; for max(1, ·), Röver, Knapp and Friede, BMC Med. Res.
  /// Methodol. 15 (2015), 99.
  public func meanIntervals(coverage: Double) -> [ClosedRange<Double>] {
    effects.indices.map {
      effects[$0].mean.plusMinus(
        StudentT(degreesOfFreedom: count - 1).halfWidth(coverage: coverage)
          * .sqrt(widening * meanCovariance[$0, $0]))
    }
  }

  /// Intervals of the effects of one more series: μ ± t √(T + Var μ) with n − 1 degrees of freedom.
  ///
  /// T is here the maximum of the restricted likelihood times |T|^(a/2), a = 2 − 4/(n + 1), so that a T of 0, found by
  /// chance among few series, does not claim that the next one is certain.
  ///
  /// - Parameter coverage: between 0 and 1.
  /// - Returns: an interval per effect.
  ///
  /// Source: Higgins, Thompson and Spiegelhalter, J. R. Stat. Soc. A 172 (2009), 137–159; for T, Chung, Gelman,
  /// Rabe-Hesketh, Liu and Dorie, J. Educ. Behav. Stat. 40 (2015), 136–157.
  public func newSeriesIntervals(coverage: Double) -> [ClosedRange<Double>] {
    effects.indices.map {
      effects[$0].mean.plusMinus(
        StudentT(degreesOfFreedom: count - 1).halfWidth(coverage: coverage)
          * .sqrt(cautiousBetween[$0, $0] + widening * cautiousMean[$0, $0]))
    }
  }
}

extension Double {
  /// This number ± a half-width; everything if that is not a number.
  func plusMinus(_ halfWidth: Double) -> ClosedRange<Double> {
    halfWidth >= 0 && isFinite ? (self - halfWidth)...(self + halfWidth) : -.infinity ... .infinity
  }
}
