/// A parameter of a scenario model and its provenance.
public struct ScenarioParameter: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its value.
  public let value: Double
  /// The widest interval; nil where no uncertainty was stated or estimated.
  public let interval: ClosedRange<Double>?
  /// Its provenance.
  public let provenance: Provenance
}
