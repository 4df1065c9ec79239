import LeastSquares
import RealModule

/// A regression on the controls with a level that drifts.
///
/// y_t = μ_t + Σ_j β_j z_{jt} + ε_t, μ_{t+1} = μ_t + η_t, with ε_t ~ N(0, σ²), η_t ~ N(0, q σ²), a first level that is entirely
/// unknown, and z_j control j less its mean and divided by its standard deviation before the event. There are often nearly as
/// many controls as times, so that β_j ~ N(0, κ σ²/J) draws the coefficients towards 0. At given q and κ, the controls at later times
/// give the distribution of what would have been: its covariance holds the errors, the drift and the uncertainty of μ, β and σ².
///
/// The restricted likelihood of the outcomes before the event says little about q and κ. Therefore the answers at 88 pairs of them, evenly
/// spaced in logarithms from 10⁻³ to 20 and from 0.0025 to 3000, are averaged by their likelihood, and the spread of the forecasts adds to
/// their covariance; the intervals are those of Student's distribution with T₀ − 1 degrees of freedom. On panels of 39 controls and 60 + 12
/// months without an effect, intervals of 95 % at the most likely pair alone held the mean effect in 90 %, averaged ones in 96 to 98 %; and
/// no number of principal components of the controls came nearer to the mean effect than all controls with β drawn towards 0.
///
/// Source: K. H. Brodersen, F. Gallusser, J. Koehler, N. Remy and S. L. Scott, Annals of Applied Statistics 9 (2015), 247 (the model,
/// there with a prior under which most coefficients are 0); D. A. Harville, Journal of the American Statistical Association 72
/// (1977), 320 (the restricted likelihood).
public struct LocalLevelRegression: ImpactEstimator {
  /// Creates the estimator.
  public init() {}

  /// `local-level`.
  public var method: ImpactMethod { .localLevel }

  /// The regression and what it says of the times from the event on.
  ///
  /// - Parameter panel: T₀ times before the event and J controls.
  /// - Returns: before the event, the counterfactual is the prediction of each time from those before it, and from the event on, the
  ///   forecast from all times before it; weights are the coefficients in the units of the controls, and do not sum to 1.
  /// - Complexity: O(T²·J) and 88 times O(T₀³).
  public func estimate(_ panel: ImpactPanel) -> ImpactEstimate { LocalLevelFit(panel).estimate }

  /// The intervals of the effects.
  ///
  /// - Parameters:
  ///   - panel: T₀ times before the event.
  ///   - coverage: the probability of each interval, between 0 and 1.
  /// - Returns: intervals of the average, of the sum and by time.
  /// - Throws: ``ImpactError/badCoverage(_:)``.
  /// - Complexity: that of ``estimate(_:)``.
  public func intervals(_ panel: ImpactPanel, coverage: Double = 0.95) throws(ImpactError) -> ImpactUncertainty {
    guard coverage > 0, coverage < 1 else { throw .badCoverage(coverage) }
    return LocalLevelFit(panel).uncertainty(coverage: coverage)
  }
}
