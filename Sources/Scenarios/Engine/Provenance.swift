/// Where a number comes from. Assumptions are never called estimates.
public enum Provenance: String, Sendable, Equatable, CaseIterable {
  /// Stated by whoever wrote the scenario.
  case assumed
  /// Estimated from data, with a standard error.
  case estimated
  /// Chosen such that a published figure is met.
  case calibrated
}

/// A parameter of a scenario model and where it comes from.
public struct ScenarioParameter: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its value.
  public let value: Double
  /// The interval of the widest level; nil where no uncertainty was stated or estimated.
  public let interval: ClosedRange<Double>?
  /// Where it comes from.
  public let provenance: Provenance
}
