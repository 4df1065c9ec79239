import LeastSquares
import RealModule

/// A parameter of a retention model with its errors.
public struct RetentionParameter: Sendable, Equatable, Codable {
  /// `alpha`, `beta` and `c`; or of a hazard `age 1`, `ln age`, `season Jan`, a driver.
  public let name: String
  /// The estimate: α, β, c, or γ of the logit.
  public let value: Double
  /// Whether errors are those of the logarithm, as for α, β and c.
  public let isLogarithmic: Bool
  /// The standard error to use, of the logarithm or of γ.
  ///
  /// With a calendar, for a hazard, it is robust to shocks that all cohorts of a month share (CR2). Otherwise it is that of the likelihood times √φ, and with
  /// shocks of months by what these add.
  public let standardError: Double
  /// The degrees of freedom of t for this error.
  public let degreesOfFreedom: Double
  /// The standard error if users are independent and of one kind.
  public let classicalError: Double
  /// The standard error of Liang and Zeger by calendar month with their small-sample factor; nil without a calendar.
  public let clusterError: Double?

  /// The central interval of the parameter itself.
  ///
  /// - Parameter coverage: its probability, between 0 and 1.
  /// - Returns: the t interval; of a logarithm, its exponential.
  public func interval(coverage: Double = Coverages.single) -> ClosedRange<Double> {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(coverage: coverage) * standardError
    guard half >= 0, half.isFinite, value.isFinite else { return -.infinity ... .infinity }
    let (lower, upper) = isLogarithmic ? (value * .exp(-half), value * .exp(half)) : (value - half, value + half)
    return lower <= upper ? lower...upper : -.infinity ... .infinity
  }

  /// P(|T| > |γ/se|), two-sided; nil for α, β and c.
  public var p: Double? {
    isLogarithmic ? nil : StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedTail(value / standardError)
  }
}
