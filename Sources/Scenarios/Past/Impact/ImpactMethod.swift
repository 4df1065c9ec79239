/// How the effect of an event is estimated.
public enum ImpactMethod: String, Sendable, Codable, CaseIterable {
  /// A weighted mean of the controls; see ``SyntheticControl``.
  case syntheticControl = "synthetic-control"
  /// A weighted double difference; see ``SyntheticDifferenceInDifferences``.
  case syntheticDifferenceInDifferences = "sdid"
  /// A plain double difference; see ``DifferenceInDifferences``.
  case differenceInDifferences = "did"
  /// A regression on the controls with a level that drifts; see ``LocalLevelRegression``.
  case localLevel = "local-level"
}
