/// Why rows do not make a cohort table. The description is one message for users.
public enum CohortTableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are no cells with a number.
  case empty
  /// Two rows have the same cohort and age.
  case duplicate(cohort: String, age: Int)
  /// An age is below 0.
  case negativeAge(cohort: String, age: Int)
  /// The size of a cohort, its users at age 0, is missing.
  case noSize(cohort: String)
  /// A cohort begins with no users.
  case emptyCohort(cohort: String)
  /// A cell is blank although the cohort has a number at a later age.
  case blank(cohort: String, age: Int, later: Int)
  /// A number of users is below 0.
  case negativeUsers(cohort: String, age: Int, users: Double)
  /// A number of users is not whole.
  case fractionalUsers(cohort: String, age: Int, users: Double)
  /// A number of users is not finite, or too large to be a count.
  case notACount(cohort: String, age: Int)
  /// All cohorts begin at 1 or at 100, as shares do.
  case shares(of: Double)
  /// Two cohorts begin in the same month.
  case sameMonth(String, String, Month)
  /// A cohort goes on after the last month that can be written.
  case tooLate(cohort: String, age: Int)
  /// No cohort is observed after its first period.
  case noAges(cohorts: Int)

  private static func name(_ cohort: String) -> String { "cohort `\(VisibleText.line(cohort))`" }

  /// The message for users.
  public var description: String {
    switch self {
    case .empty: "the cohort table has no numbers of users; expected rows of cohort, age and users."
    case .duplicate(let cohort, let age):
      "\(Self.name(cohort)) has two rows for age \(age); expected one row per cohort and age. Leave one out."
    case .negativeAge(let cohort, let age):
      "\(Self.name(cohort)) has a row for age \(age); expected ages from 0, the period in which the cohort began."
    case .noSize(let cohort):
      "\(Self.name(cohort)) has no number of users at age 0, its size. Add the row, or leave the cohort out."
    case .emptyCohort(let cohort): "\(Self.name(cohort)) begins with 0 users at age 0. Leave the cohort out."
    case .blank(let cohort, let age, let later):
      "\(Self.name(cohort)) is blank at age \(age) but has a number at age \(later); expected numbers up to its last age. "
        + "Unknown is not zero: fill in the number, or leave out the later ages."
    case .negativeUsers(let cohort, let age, let users):
      "\(Self.name(cohort)) has \(WholeNumber.text(users)) users at age \(age); expected the number still active, at least 0."
    case .fractionalUsers(let cohort, let age, let users):
      "\(Self.name(cohort)) has \(users) users at age \(age); expected a whole number. Give counts of users, not shares or averages."
    case .notACount(let cohort, let age):
      "\(Self.name(cohort)) has no valid number of users at age \(age); expected a whole number up to 2^53."
    case .shares(let whole):
      "every cohort begins with \(WholeNumber.text(whole)) at age 0, so these look like "
        + "\(whole == 1 ? "shares" : "percentages"), not users. Multiply each row by the size of its cohort: how sure a curve "
        + "is depends on how many users it rests on."
    case .sameMonth(let first, let second, let month):
      "\(Self.name(first)) and \(Self.name(second)) both begin in \(month); expected one cohort per month, with ages in months. "
        + "Add them up, or give them names that are not dates."
    case .tooLate(let cohort, let age):
      "\(Self.name(cohort)) at age \(age) is after \(Month.calendar.upperBound), the last month that can be written. Check the age."
    case .noAges(let cohorts):
      "\(cohorts == 1 ? "the only cohort has" : "all \(cohorts) cohorts have") a number at age 0 only, which shows nobody who stayed "
        + "or left; expected at least one later age."
    }
  }
}
