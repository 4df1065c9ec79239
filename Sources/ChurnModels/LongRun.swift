import LeastSquares
import RealModule

/// Where a saturating model settles when every driver stays at its reference level.
public struct LongRun: Sendable, Equatable {
  /// The size U* = exp(α/κ).
  public let users: Double
  /// The interval of U*, by the delta method on ln U*; nil where κ cannot be told from 0 (a Dickey–Fuller test at 5 %).
  public let usersInterval: ClosedRange<Double>?
  /// Months in which half the way to U* is gone, ln ½ / ln(1 − κ).
  public let halfLife: Double
  /// The interval of the half-life, from that of κ; nil where κ cannot be told from 0, or its interval reaches 1.
  public let halfLifeInterval: ClosedRange<Double>?
  /// The probability of the intervals.
  public let level: Double
}

extension FittedNetGrowth {
  /// The long run of a saturating model.
  ///
  /// - Parameter level: the probability of its intervals.
  /// - Returns: nil for another baseline, or where κ is not between 0 and 1 and no long-run size exists.
  public func longRun(level: Double = 0.95) -> LongRun? {
    guard specification.baseline == .saturating, let saturation = coefficients.last, saturation.estimate > 0,
      saturation.estimate < 1
    else { return nil }
    let kappa = saturation.estimate
    let logSize = estimate.values[0] / kappa
    var gradient = [Double](repeating: 0, count: estimate.values.count)
    gradient[0] = 1 / kappa
    gradient[gradient.count - 1] = -logSize / kappa
    let half =
      StudentT(degreesOfFreedom: estimate.degreesOfFreedom).halfWidth(level: level)
      * estimate.standardError(of: gradient)
    let kappaInterval = saturation.interval(level: level)
    // Without saturation t(κ) does not follow Student's t but the distribution of Dickey and Fuller: its 5 % point with a
    // constant (MacKinnon 2010, table 2) decides whether κ is above 0 at all. Drivers and season make it approximate.
    let n = Double(innovations.count)
    let critical = 2.8615 + 2.89 / n + 4.23 / (n * n) + 40 / (n * n * n)
    let determined = kappaInterval.lowerBound > 0 && saturation.t > critical
    return LongRun(
      users: .exp(logSize), usersInterval: determined ? .exp(logSize - half)...(.exp(logSize + half)) : nil,
      halfLife: halfLife(kappa),
      halfLifeInterval: determined && kappaInterval.upperBound < 1
        ? halfLife(kappaInterval.upperBound)...halfLife(kappaInterval.lowerBound) : nil,
      level: level)
  }
}

/// ln ½ / ln(1 − κ), 0 < κ < 1.
private func halfLife(_ kappa: Double) -> Double { .log(0.5) / .log(onePlus: -kappa) }
