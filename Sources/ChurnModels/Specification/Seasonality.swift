/// Whether growth has a yearly pattern.
public enum Seasonality: String, Sendable, Equatable, CaseIterable, Codable {
  /// No.
  case none
  /// Twelve monthly effects that sum to zero.
  case monthly
}
