/// One cell of a cohort table: how many users of a cohort are still active at an age.
public struct CohortRow: Sendable, Equatable, Codable {
  /// The cohort, as the table names it.
  public let cohort: String
  /// Periods since the cohort began; 0 is its first.
  public let age: Int
  /// Users still active; nil where the cell is blank.
  public let users: Double?

  /// A cell.
  ///
  /// - Parameters:
  ///   - cohort: the name of the cohort.
  ///   - age: periods since it began, from 0 up.
  ///   - users: users still active; nil where the cell is blank.
  public init(cohort: String, age: Int, users: Double?) {
    self.cohort = cohort
    self.age = age
    self.users = users
  }
}
