import LeastSquares

/// How single months that do not fit are treated.
public enum Robustness: String, Sendable, Equatable, CaseIterable, Codable {
  /// As all others: least squares.
  case none
  /// Large residuals count by their size, not its square (Huber's weights).
  case huber
  /// Very large residuals do not count at all (Tukey's biweight).
  case tukey
}
