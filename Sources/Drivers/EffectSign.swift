/// An assumption about the direction of an effect.
public enum EffectSign: String, Sendable, Equatable, CaseIterable, Codable {
  /// No assumption; the data decide.
  case free
  /// More of the driver never raises growth: β ≥ 0.
  case harmful
  /// More of the driver never lowers growth: β ≤ 0.
  case helpful
}
