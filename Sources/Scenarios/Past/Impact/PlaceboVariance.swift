import LeastSquares
import Parallel
import RealModule

/// Intervals by the spread of the effects that an estimator finds on controls, which the event did not hit.
///
/// s² = Σ_j (τ_j − τ̄)²/(J − 1) with τ_j the effect where control j is taken for treated and the treated series is left out; an
/// interval is τ̂ ± t s with t the quantile of Student's distribution with J − 1 degrees of freedom. It supposes that the errors
/// of the treated series are as large as those of the controls.
///
/// Source: D. Arkhangelsky et al., American Economic Review 111 (2021), 4088, algorithm 4; here every control is taken once in
/// place of random draws, and Student's distribution takes the place of the normal one.
public struct PlaceboVariance: Sendable {
  /// Creates the procedure.
  public init() {}

  /// The intervals of the effects.
  ///
  /// - Parameters:
  ///   - estimator: any.
  ///   - panel: J controls.
  ///   - coverage: the probability of each interval, between 0 and 1.
  ///   - threads: the most threads that work at once; the intervals do not depend on it.
  /// - Returns: intervals of the average, of the sum and by time.
  /// - Throws: ``ImpactError/badCoverage(_:)``.
  /// - Complexity: J + 1 estimates.
  public func intervals(
    _ estimator: some ImpactEstimator, _ panel: ImpactPanel, coverage: Double = 0.95, threads: Int = Workers.cores
  ) throws(ImpactError) -> ImpactUncertainty {
    guard coverage > 0, coverage < 1 else { throw .badCoverage(coverage) }
    let placebos = Workers.map(panel.controls.count, threads: threads) { estimator.estimate(panel.placebo($0)) }
    let estimate = estimator.estimate(panel)
    let student = StudentT(degreesOfFreedom: Double(placebos.count - 1))
    let width = student.halfWidth(coverage: coverage)
    func interval(_ centre: Double, _ values: [Double]) -> ImpactInterval {
      let half = width * deviation(values)
      return ImpactInterval(lower: centre - half, upper: centre + half)
    }
    let averages = placebos.map(\.average)
    let error = deviation(averages)
    return ImpactUncertainty(
      .placeboVariance, coverage: coverage, average: interval(estimate.average, averages), times: panel.timesAfter,
      byTime: (panel.event..<panel.times.count).map { time in
        interval(estimate.effects[time], placebos.map { $0.effects[time] })
      },
      pValue: error > 0 ? student.twoSidedTail(estimate.average / error) : (estimate.average == 0 ? 1 : 0))
  }

  private func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return .sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
  }
}
