/// Growth without drivers.
public enum Baseline: String, Sendable, Equatable, CaseIterable, Codable {
  /// b = α: the same growth every month.
  case constant
  /// b = α + δ φᵗ: an early surge or slump that fades, t months after the first figure.
  case decaying
  /// b = α − κ yₜ₋₁ (Gompertz): growth falls with the logarithm of size, towards a long-run size.
  case saturating
  /// b = α − κ Uₜ₋₁/Ū (logistic), Ū the geometric mean of the figures: growth falls with size, towards a long-run size.
  case logistic

  /// Whether growth falls with size, so that there is a κ, and there may be a long-run size.
  public var saturates: Bool { self == .saturating || self == .logistic }
}
