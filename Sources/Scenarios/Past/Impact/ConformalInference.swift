import Parallel
import RealModule

/// Tests and intervals of a synthetic control by moving the residuals of a fit through time.
///
/// Under the hypothesis that the event added θ to each of the times from it on, y_t − θ is what would have been. A synthetic control
/// fitted to it at all T times has residuals û_t; if the hypothesis holds and the errors are stationary, the block of the last
/// T − T₀ residuals is as any block of the circle of residuals: p = #{π : S(û_π) ≥ S(û)}/T over the T rotations π. Since the
/// hypothesis enters the fit, the test does not depend on a good fit before the event. An interval is all θ with p > 1 − coverage.
///
/// The smallest p-value is 1/T, and 1/(T₀ + 1) for a single time, of which the other times after the event are left out: with fewer
/// than 20 times there is no interval of 95 %. Weights come from the outcomes only, also where there are predictors.
///
/// Source: V. Chernozhukov, K. Wüthrich and Y. Zhu, Journal of the American Statistical Association 116 (2021), 1849, sections
/// 2.2, 2.3 and appendix A.
public struct ConformalInference: Sendable {
  /// What is computed from a block of residuals.
  public enum Statistic: Sendable, Equatable {
    /// |Σ û_t|, against effects of one sign.
    case average
    /// (Σ |û_t|^q)^(1/q) with q ≥ 1, against effects at any time; anything else is taken for 1.
    case power(Double)
  }

  /// What is computed from a block of residuals.
  public let statistic: Statistic

  /// Creates the tests.
  ///
  /// - Parameter statistic: what is computed from a block of residuals.
  public init(statistic: Statistic = .average) { self.statistic = statistic }

  /// The p-value of the hypothesis that the event added θ to every time from it on.
  ///
  /// - Parameters:
  ///   - effect: θ, in the unit of the outcome.
  ///   - panel: T times.
  /// - Returns: a multiple of 1/T, at least 1/T.
  /// - Complexity: that of one exact synthetic control.
  public func pValue(of effect: Double = 0, _ panel: ImpactPanel) -> Double {
    ConformalProblem(panel, statistic).pValue(of: effect)
  }

  /// The smallest p-value of ``pValue(of:_:)``: 1/T.
  public func smallestPValue(_ panel: ImpactPanel) -> Double { 1 / Double(panel.times.count) }

  /// The intervals of the effects.
  ///
  /// The interval of the average supposes that the effect is the same at all times from the event on; where it is not, the interval is
  /// wider than it need be.
  ///
  /// - Parameters:
  ///   - panel: T₀ times before the event.
  ///   - coverage: the probability of each interval, between 0 and 1.
  ///   - threads: the most threads that work at once; the intervals do not depend on it.
  /// - Returns: intervals of the average, of the sum and by time; those whose hypotheses so few times could never reject are nil.
  /// - Throws: ``ImpactError/badCoverage(_:)``.
  /// - Complexity: about 60 exact synthetic controls per interval.
  public func intervals(
    _ panel: ImpactPanel, coverage: Double = 0.95, threads: Int = Workers.cores
  ) throws(ImpactError) -> ImpactUncertainty {
    guard coverage > 0, coverage < 1 else { throw .badCoverage(coverage) }
    let effects = SyntheticControl.outcomesOnly(panel)
    let scale = effects.preRMSPE
    let statistic = statistic
    let found: [ImpactInterval?] = Workers.map(panel.timesAfter + 1, threads: threads) { piece in
      let part = piece == 0 ? panel : panel.upToEvent(and: panel.event + piece - 1)
      let start = piece == 0 ? effects.average : effects.effects[panel.event + piece - 1]
      return ConformalProblem(part, statistic).interval(around: start, scale: scale, coverage: coverage)
    }
    return ImpactUncertainty(
      .conformal, coverage: coverage, average: found[0], times: panel.timesAfter, byTime: Array(found.dropFirst()),
      pValue: pValue(panel), smallestPValue: smallestPValue(panel))
  }
}
