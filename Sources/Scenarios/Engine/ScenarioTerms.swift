/// What one scenario is beside the paths of its drivers.
struct ScenarioTerms: Sendable {
  /// Its name.
  let name: String
  /// ln U of the base month.
  let start: Double
  /// Whether ``start`` is its own, not that of the model.
  let hasOwnStart: Bool
  /// The scenario that it is compared with.
  let reference: Int
}
