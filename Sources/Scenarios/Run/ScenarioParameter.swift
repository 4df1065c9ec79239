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
