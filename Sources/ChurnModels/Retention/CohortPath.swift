/// One possible future of the users of all cohorts.
public struct CohortPath: Sendable, Equatable {
  /// Active users by month.
  public internal(set) var users: [Double]
  /// Of these, users of cohorts that had begun.
  public internal(set) var existing: [Double]

  init(months: Int) {
    users = [Double](repeating: 0, count: months)
    existing = users
  }
}
