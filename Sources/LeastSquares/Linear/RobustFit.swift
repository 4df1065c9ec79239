/// A fitted robust regression.
public struct RobustFit: Sendable, Equatable {
  /// β̂, length p.
  public let coefficients: [Double]
  /// Huber's asymptotic covariance, K²·[Σψ²/(n − p)]/ψ̄'²·(X'X)⁻¹ with his finite-sample factor K.
  public let covariance: Matrix
  /// y − Xβ̂, length n.
  public let residuals: [Double]
  /// The weight of each observation in the last iteration, 0 … 1.
  public let weights: [Double]
  /// The robust standard deviation of an error; 0 where more than half of the residuals vanish.
  public let scale: Double
  /// The standard deviation of an error without outliers: √(Σ w e²/(Σ w (1 − p/n) κ)), with κ such that it is that of normal errors. More
  /// precise than ``scale``; that of all residuals where more than half of them vanish.
  public let sigma: Double
  /// Whether the residuals converged.
  public let converged: Bool
  /// Iterations taken.
  public let iterations: Int
}
