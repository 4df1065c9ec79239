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

  /// b drifts: a share δ of every month's error stays in all later growth, bₜ = bₜ₋₁ + δ uₜ (the local linear trend).
  case drifting
  /// A baseline that drifts, or a constant one where the data show no sign of drift.
  case choice = "choose"

  /// The baseline of a model whose description does not state it: a choice, where the model has a baseline and no robust weights,
  /// and its errors are not of a stated correlation.
  public static func unstated(
    isStockAndFlow: Bool = false, robust: Robustness, errors: ErrorProcess
  ) -> Baseline {
    let isOpen = errors == .choice || errors == .independent
    return isStockAndFlow || robust != .none || !isOpen ? .constant : .choice
  }

  /// Whether users are linear in the parameters: growth depends neither on size nor on the months since the first figure.
  public var isLinear: Bool { self == .constant || self == .drifting || self == .choice }

  /// Whether growth falls with size, so that there is a κ, and there may be a long-run size.
  public var saturates: Bool { self == .saturating || self == .logistic }
}
