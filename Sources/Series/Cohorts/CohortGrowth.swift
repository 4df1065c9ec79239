/// A cohort that has more users at an age than at the age before: some came back, or the cohort is not closed.
public struct CohortGrowth: Sendable, Equatable, CustomStringConvertible {
  /// The cohort.
  public let cohort: String
  /// The age at which it has more users.
  public let age: Int
  /// Users at the age before.
  public let before: Double
  /// Users at this age.
  public let users: Double

  /// The finding as a sentence.
  public var description: String {
    "Cohort `\(VisibleText.line(cohort))` grows from \(WholeNumber.text(before)) users at age \(age - 1) to "
      + "\(WholeNumber.text(users)) at age \(age)."
  }
}
