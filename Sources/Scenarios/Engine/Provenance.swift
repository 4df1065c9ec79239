/// Where a number comes from. Assumptions are never called estimates.
public enum Provenance: String, Sendable, Equatable, CaseIterable {
  /// Stated by whoever wrote the scenario.
  case assumed
  /// Estimated from data, with a standard error.
  case estimated
  /// Chosen so that a published figure is met.
  case calibrated
}
