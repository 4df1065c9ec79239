/// The properties of one scenario other than the paths of its drivers.
struct ScenarioTerms: Sendable {
  /// Its name.
  let name: String
  /// ln U of the base month.
  let start: Double
  /// Whether ``start`` is its own, not that of the model.
  let hasOwnStart: Bool
  /// The scenario with which it is compared.
  let reference: Int
}
