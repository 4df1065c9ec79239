import Parallel
import RealModule

/// Whether the effect is larger than those that the estimator finds on controls, which the event did not hit.
///
/// Each control is taken for the treated series once, with the true one left out. Of every series, the ratio of the root mean
/// squared effect from the event on to the root mean squared error before it is compared:
/// p = (1 + #{j : ratio_j ≥ ratio})/(J + 1), which is at least 1/(J + 1).
///
/// Source: A. Abadie, A. Diamond and J. Hainmueller, Journal of the American Statistical Association 105 (2010), 493, section 3.4.
public struct PlaceboInSpace: Sendable, Equatable, Codable {
  /// What the estimator finds on one series.
  public struct Placebo: Sendable, Equatable, Codable {
    /// The series.
    public let name: String
    /// Its mean effect, in the unit of the outcome.
    public let average: Double
    /// Its root mean squared error before the event, in the unit of the outcome.
    public let preRMSPE: Double
    /// Its root mean squared effect from the event on, divided by ``preRMSPE``.
    public let ratio: Double
    /// Its effects at all times, in the unit of the outcome.
    public let effects: [Double]
  }

  /// The estimator.
  public let method: ImpactMethod
  /// The treated series.
  public let treated: Placebo
  /// The controls, in the order of the panel.
  public let controls: [Placebo]

  /// Estimates the effect on every series.
  ///
  /// - Parameters:
  ///   - estimator: any.
  ///   - panel: J controls.
  ///   - threads: the most threads that work at once; the result does not depend on it.
  /// - Complexity: J + 1 estimates.
  public init(_ estimator: some ImpactEstimator, _ panel: ImpactPanel, threads: Int = Workers.cores) {
    let placebos = Workers.map(panel.controls.count + 1, threads: threads) { index in
      let panel = index == 0 ? panel : panel.placebo(index - 1)
      return Placebo(estimator.estimate(panel), panel)
    }
    method = estimator.method
    treated = placebos[0]
    controls = Array(placebos.dropFirst())
  }

  /// (1 + #{j : ratio_j ≥ ratio})/(J + 1).
  public var pValue: Double {
    // Ratios that differ by rounding only count as equal.
    let extreme = controls.count { $0.ratio >= treated.ratio * (1 - 1e-12) }
    return Double(1 + extreme) / Double(controls.count + 1)
  }

  /// 1/(J + 1), the smallest p-value that so many controls can give.
  public var smallestPValue: Double { 1 / Double(controls.count + 1) }
}

extension PlaceboInSpace.Placebo {
  init(_ estimate: ImpactEstimate, _ panel: ImpactPanel) {
    name = panel.treatedName
    average = estimate.average
    preRMSPE = estimate.preRMSPE
    effects = estimate.effects
    // A perfect fit would make any effect infinitely large; a millionth of the size of the outcomes is as good as perfect.
    let floor = 1e-6 * Double.sqrt(panel.treated[..<panel.event].reduce(0) { $0 + $1 * $1 } / Double(panel.event))
    let error = max(estimate.preRMSPE, floor)
    ratio = error > 0 ? estimate.postRMSPE / error : 0
  }
}
