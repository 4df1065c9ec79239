/// The result of a nonlinear least-squares run.
public struct NonlinearFit: Sendable, Equatable {
  /// Which test ended the run.
  public enum Termination: Sendable, Equatable {
    /// The residuals are as small as they can get: actual and predicted reduction are within the tolerance.
    case residuals
    /// The trust region is within the tolerance of x.
    case step
    /// f is orthogonal to the columns of J within the tolerance.
    case gradient
    /// The limit of evaluations was reached; the result is not a solution.
    case evaluationLimit
    /// f or J was not finite at the start or at an accepted point; the result is not a solution.
    case notFinite
  }

  /// x, length n.
  public let parameters: [Double]
  /// f(x), length m.
  public let residuals: [Double]
  /// Which test ended the run.
  public let termination: Termination
  /// The largest |cos| of the angle between f and a column of J at the last Jacobian.
  public let gradientCosine: Double
  /// Accepted steps.
  public let iterations: Int
  /// Evaluations of f, those for difference Jacobians included.
  public internal(set) var evaluations: Int

  /// Whether a convergence test ended the run.
  public var converged: Bool { termination != .evaluationLimit && termination != .notFinite }
  /// ‖f(x)‖₂².
  public var residualSumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
}
