import LeastSquares

/// How outlying months are treated.
public enum Robustness: String, Sendable, Equatable, CaseIterable, Codable {
  /// Like all others: least squares.
  case none
  /// Large residuals count by their absolute value, not its square (Huber's weights).
  case huber
  /// Very large residuals do not count at all (Tukey's biweight).
  case tukey
}
