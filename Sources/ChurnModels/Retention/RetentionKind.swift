/// Models of how users of a cohort stay.
public enum RetentionKind: String, Sendable, Equatable, Codable, CaseIterable {
  /// Shifted beta-geometric: each user leaves with a probability of their own, the same at every age.
  case sbg
  /// Beta discrete Weibull: the same, with a probability that changes with age for each user too.
  case bdw
  /// Discrete-time hazard: age, calendar month and drivers move the odds of leaving.
  case hazard
}
