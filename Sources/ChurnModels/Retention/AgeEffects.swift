/// How the odds of leaving depend on age in a hazard model.
public enum AgeEffects: String, Sendable, Equatable, Codable, CaseIterable {
  /// Groups, or a smooth curve where there is only one cohort.
  case automatic
  /// A level for every age, the last ages together where few of their users leave.
  case groups
  /// logit h = a + b ln(age).
  case smooth
}
