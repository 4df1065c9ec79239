import LeastSquares
import RealModule

/// The long run of a saturating model when every driver stays at its reference level.
public struct LongRun: Sendable, Equatable {
  /// The size U* = exp(α/κ), or Ū α/κ for the logistic baseline.
  public let users: Double
  /// The interval of U*, by the delta method on ln U*; nil if κ cannot be distinguished from 0 (a Dickey–Fuller test at
  /// 5 %).
  public let usersInterval: ClosedRange<Double>?
  /// The months in which half the distance to U* is covered, ln ½ / ln(1 − κ).
  public let halfLife: Double
  /// The interval of the half-life, from that of κ; nil if κ cannot be distinguished from 0, or its interval reaches 1.
  public let halfLifeInterval: ClosedRange<Double>?
  /// The probability of the intervals.
  public let coverage: Double
  /// Whether it holds for drivers at their reference levels.
  public let hasDrivers: Bool
}

extension FittedNetGrowth {
  /// The long run of a saturating model.
  ///
  /// - Parameter coverage: the probability of its intervals.
  /// - Returns: nil for another baseline, or if κ is not between 0 and 1, so that no long-run size exists.
  public func longRun(coverage: Double = Coverages.single) -> LongRun? {
    guard let index = specification.saturationIndex else { return nil }
    let saturation = coefficient("saturation", weights: [index: 1], isStudent: false)
    let alpha = estimate.values[0]
    guard saturation.estimate > 0, saturation.estimate < 1, specification.baseline == .saturating || alpha > 0 else {
      return nil
    }
    let kappa = saturation.estimate
    let isLogistic = specification.baseline == .logistic
    // ln U* = α/κ, or ln Ū + ln(α/κ).
    let logSize = isLogistic ? .log(sizeReference) + .log(alpha / kappa) : alpha / kappa
    var gradient = [Double](repeating: 0, count: estimate.values.count)
    gradient[0] = isLogistic ? 1 / alpha : 1 / kappa
    gradient[index] = isLogistic ? -1 / kappa : -logSize / kappa
    // Near U*, the logistic curve closes the gap by α per month.
    let speed = isLogistic ? alpha : kappa
    let half =
      StudentT(degreesOfFreedom: estimate.testFreedom(at: [0, index])).halfWidth(coverage: coverage)
      * estimate.standardError(of: gradient)
    let kappaInterval = saturation.interval(coverage: coverage)
    // Without saturation t(κ) does not follow Student's t but the distribution of Dickey and Fuller: its 5 % point with a
    // constant (MacKinnon 2010, table 2) decides whether κ is above 0 at all. With drivers and season the test is
    // approximate.
    let n = Double(innovations.count)
    let critical = 2.8615 + 2.89 / n + 4.23 / (n * n) + 40 / (n * n * n)
    let determined = kappaInterval.lowerBound > 0 && saturation.t > critical && logSize.isFinite && half >= 0
    return LongRun(
      users: .exp(logSize),
      usersInterval: determined ? .exp(logSize - half)...(.exp(logSize + half)) : nil,
      halfLife: halfLife(speed),
      halfLifeInterval: determined && kappaInterval.upperBound < 1 && !isLogistic
        ? halfLife(kappaInterval.upperBound)...halfLife(kappaInterval.lowerBound) : nil,
      coverage: coverage, hasDrivers: !specification.drivers.isEmpty)
  }
}

/// ln ½ / ln(1 − κ), 0 < κ < 1.
private func halfLife(_ kappa: Double) -> Double { .log(0.5) / .log(onePlus: -kappa) }
