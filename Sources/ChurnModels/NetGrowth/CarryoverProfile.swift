import LeastSquares

/// How well the decay of a carryover is determined.
public struct CarryoverProfile: Sendable, Equatable {
  /// The driver.
  public let driver: String
  /// λ̂.
  public let decay: Double
  /// The decays whose likelihood is within the 95 % bound of the best: 2 ln(L̂/L(λ)) ≤ n ln(1 + t²/ν).
  public let interval: ClosedRange<Double>
  /// λ and ln L with all other coefficients at their best.
  public let points: [(decay: Double, logLikelihood: Double)]

  /// Whether the data exclude almost no decay, so that the estimate is arbitrary.
  public var isFlat: Bool { interval.lowerBound <= 0.1 && interval.upperBound >= 0.9 }

  /// Profiles are equal if their points are.
  public static func == (left: CarryoverProfile, right: CarryoverProfile) -> Bool {
    left.driver == right.driver && left.decay == right.decay && left.interval == right.interval
      && left.points.elementsEqual(right.points) { $0 == $1 }
  }
}
