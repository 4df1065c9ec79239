import ChurnModels
import LeastSquares

/// How monthly innovations are distributed.
public enum InnovationDistribution: Sendable, Equatable {
  /// Normal.
  case gaussian
  /// Student's t with these degrees of freedom, above 2, scaled to the standard deviation σ.
  case student(degreesOfFreedom: Double)
  /// Drawn from observed innovations with replacement; these are centred and scaled to the standard deviation σ.
  case bootstrap([Double])
}
