/// How acquisitions evolve if they are not observed.
public enum Acquisition: String, Sendable, Equatable, CaseIterable, Codable {
  /// The same number every month.
  case constant
  /// a·U(1 − U/K): word of mouth in a market of size K.
  case logistic
}
