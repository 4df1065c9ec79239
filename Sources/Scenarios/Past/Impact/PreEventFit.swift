import LeastSquares
import RealModule
import Sampling

/// How well an estimate follows the treated series before the event, on which everything it says afterwards depends.
///
/// A fit is poor by any of three rules, each measured on panels in which nothing happened (see the study in the tests):
///
/// 1. The error is at least as large as the deviation of the series from its own mean, RMSPE/s ≥ 1: the controls say less than the
///    mean of the series does.
/// 2. The errors run along a straight line in time that explains at least a quarter of their sum of squares about their mean, and has
///    p ≤ 0.01 in a t test: what runs away before the event goes on after it, and would be counted as an effect.
/// 3. The error is more than twice the median of those of the controls when they are taken for treated: the series is not one of
///    their kind, so that they cannot be combined into it.
public struct PreEventFit: Sendable, Equatable, Codable {
  /// Why a fit is poor.
  public enum Reason: String, Sendable, Codable {
    /// The error is at least as large as the deviation of the series from its own mean.
    case errorAboveDeviation = "error-above-deviation"
    /// The errors run along a straight line.
    case trendingErrors = "trending-errors"
    /// The error is far above those of the controls.
    case errorAboveControls = "error-above-controls"
  }

  /// √(Σ_{t<T₀} e_t²/T₀), in the unit of the outcome.
  public let rmspe: Double
  /// s, the standard deviation of the treated series before the event about its mean, with divisor T₀, in the unit of the outcome.
  public let deviation: Double
  /// The share of the sum of squares of the errors about their mean that a straight line in time explains, 0 … 1.
  public let trendShare: Double
  /// The p-value of that line in a t test.
  public let trendPValue: Double
  /// The median of the errors before the event of the controls when they are taken for treated, in the unit of the outcome.
  public let medianOfControls: Double
  /// Why the fit is poor; empty where it is not.
  public let reasons: [Reason]

  /// The share of the errors from which on a line is a trend.
  public static let trendLimit = 0.25
  /// The p-value up to which a line is a trend.
  public static let trendLevel = 0.01
  /// How many times the median error of the controls is too large.
  public static let controlsLimit = 2.0

  /// Judges a fit.
  ///
  /// - Parameters:
  ///   - estimate: the fit, of any estimator.
  ///   - panel: the panel that it was fitted to.
  ///   - placebos: what the same estimator finds on the controls.
  public init(_ estimate: ImpactEstimate, _ panel: ImpactPanel, _ placebos: PlaceboInSpace) {
    let errors = Array(estimate.effects[..<estimate.timesBefore])
    rmspe = estimate.preRMSPE
    let mean = panel.treated[..<panel.event].reduce(0, +) / Double(panel.event)
    deviation = .sqrt(panel.treated[..<panel.event].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(panel.event))
    trendShare = PreEventFit.trendShare(errors)
    let freedom = Double(errors.count - 2)
    trendPValue = StudentT(degreesOfFreedom: freedom).twoSidedTail(
      .sqrt(freedom * trendShare / max(1 - trendShare, 1e-300)))
    let others = placebos.controls.map(\.preRMSPE)
    medianOfControls = others.isEmpty ? .infinity : quantiles(of: others, probabilities: [0.5])[0]
    // Errors that are rounding have no size or direction.
    let isPerfect = rmspe <= 1e-6 * deviation
    var reasons: [Reason] = []
    if rmspe >= deviation { reasons.append(.errorAboveDeviation) }
    if trendShare >= PreEventFit.trendLimit, trendPValue <= PreEventFit.trendLevel, !isPerfect {
      reasons.append(.trendingErrors)
    }
    if rmspe > PreEventFit.controlsLimit * medianOfControls, !isPerfect { reasons.append(.errorAboveControls) }
    self.reasons = reasons
  }

  /// Whether any rule says that the fit is poor: the estimate is then not to be relied on.
  public var fitIsPoor: Bool { !reasons.isEmpty }

  /// RMSPE/s, where s is above 0.
  public var ratio: Double { deviation > 0 ? rmspe / deviation : 0 }

  private static func trendShare(_ errors: [Double]) -> Double {
    let count = Double(errors.count)
    let middle = (count - 1) / 2
    let mean = errors.reduce(0, +) / count
    var (product, square, times) = (0.0, 0.0, 0.0)
    for (index, error) in errors.enumerated() {
      let time = Double(index) - middle
      product += time * (error - mean)
      square += (error - mean) * (error - mean)
      times += time * time
    }
    return square > 0 && times > 0 ? min(1, product * product / (square * times)) : 0
  }
}
