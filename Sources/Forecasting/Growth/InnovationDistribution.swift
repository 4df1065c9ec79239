import ChurnModels
import LeastSquares

/// How monthly innovations are distributed.
public enum InnovationDistribution: Sendable, Equatable {
  /// Normally.
  case gaussian
  /// By Student's t of so many degrees of freedom, above 2, scaled to the standard deviation σ.
  case student(degreesOfFreedom: Double)
  /// By drawing from observed ones with replacement; they are used less their mean, scaled to the standard deviation σ.
  case bootstrap([Double])
}
