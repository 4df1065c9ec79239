import LeastSquares

/// One coefficient with its inference.
public struct Coefficient: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error; NaN where there is none.
  public let standardError: Double
  /// ν of its t distribution.
  public let degreesOfFreedom: Double
  /// Whether t follows Student's distribution if the coefficient is 0; that of the saturation follows Dickey and
  /// Fuller's.
  public let isStudent: Bool

  /// The estimate from the data alone, where a stated sign holds the coefficient at 0; nil otherwise.
  public let freeEstimate: Double?
  /// The share of the data in its precision; below 1 where a prior was stated.
  public let dataShare: Double
  /// The values that it can have.
  public let domain: ClosedRange<Double>

  /// A coefficient.
  public init(
    name: String, estimate: Double, standardError: Double, degreesOfFreedom: Double, isStudent: Bool = true,
    freeEstimate: Double? = nil, dataShare: Double = 1, domain: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    self.name = name
    self.estimate = estimate
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.isStudent = isStudent
    self.freeEstimate = freeEstimate
    self.dataShare = dataShare
    self.domain = domain
  }

  /// Whether there is a standard error; a coefficient held at 0 by its sign has none, nor has one that a single figure determines
  /// where errors are robust.
  public var hasError: Bool { freeEstimate == nil && !standardError.isNaN }
  /// estimate / standard error.
  public var t: Double { estimate / standardError }
  /// P(|T| > |t|), two-sided; nil where t does not follow Student's distribution.
  public var p: Double? {
    isStudent && !standardError.isNaN ? StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedTail(t) : nil
  }

  /// A central t interval, as far as it lies in the domain.
  ///
  /// - Parameter coverage: its probability, between 0 and 1.
  /// - Returns: lower and upper end; infinite ends where the estimate or its error is not a number.
  public func interval(coverage: Double) -> ClosedRange<Double> {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(coverage: coverage) * standardError
    guard estimate.isFinite, half >= 0 else { return -.infinity ... .infinity }
    return ((estimate - half)...(estimate + half)).clamped(to: domain)
  }
}
