/// Limits on the size of scenarios.
enum ScenarioLimits {
  /// The most scenarios times months of a run.
  static let cells = 12_000
  /// The most paths of all scenarios, with those that they inherit: what extends what can multiply them.
  static let paths = 200_000
  /// The most causes of an attribution: 2¹² combinations.
  static let causes = 12
}
