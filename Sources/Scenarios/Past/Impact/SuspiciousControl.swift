import RealModule
import Sampling

/// A control that the event may have hit as well, so that it says nothing about what would have been.
///
/// For every control taken for treated, the logarithm of the ratio of its root mean squared effect to its root mean squared error before
/// the event is compared with those of the other controls: z = (log ratio − median)/(1.4826 · median of absolute deviations). A
/// control is suspicious where z is above ``limit``, which was measured so that fewer than one panel in twenty without any hit
/// control names one (see the study in the tests).
public struct SuspiciousControl: Sendable, Equatable, Codable {
  /// The control.
  public let name: String
  /// Its ratio.
  public let ratio: Double
  /// z.
  public let score: Double
  /// Its mean effect where it is taken for treated, in the unit of the outcome.
  public let average: Double

  /// The largest z that is not suspicious.
  public static let limit = 3.5
  /// With fewer controls there is no median to compare with.
  public static let fewestControls = 5

  /// The suspicious controls of a panel.
  ///
  /// - Parameter placebos: the effects that an estimator finds on every control.
  /// - Returns: the controls with z above ``limit``, the largest first; none where there are fewer than five controls.
  public static func all(_ placebos: PlaceboInSpace) -> [SuspiciousControl] {
    guard placebos.controls.count >= fewestControls else { return [] }
    let logs = placebos.controls.map { Double.log(max($0.ratio, .leastNormalMagnitude)) }
    let median = quantiles(of: logs, probabilities: [0.5])[0]
    let spread = 1.4826 * quantiles(of: logs.map { abs($0 - median) }, probabilities: [0.5])[0]
    guard spread > 0 else { return [] }
    return zip(placebos.controls, logs).compactMap { placebo, log in
      let score = (log - median) / spread
      return score > limit
        ? SuspiciousControl(name: placebo.name, ratio: placebo.ratio, score: score, average: placebo.average) : nil
    }.sorted { $0.score > $1.score }
  }
}
