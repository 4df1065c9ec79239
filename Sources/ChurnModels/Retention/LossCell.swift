import Series

/// Users of a cohort at risk during one period, and how many of them left.
struct LossCell {
  let age: Int
  /// The month; nil without a calendar.
  let month: Month?
  /// U_{a−1}, above 0.
  let users: Double
  /// U_{a−1} − U_a, from 0 to the users.
  let losses: Double

  /// The cells of a table; where a cohort grows, nobody leaves.
  static func cells(of table: CohortTable) -> [LossCell] {
    table.cohorts.flatMap { cohort in
      (1..<max(1, cohort.users.count)).filter { cohort.users[$0 - 1] > 0 }.map { age in
        LossCell(
          age: age, month: cohort.start?.advanced(by: age), users: cohort.users[age - 1],
          losses: max(0, cohort.users[age - 1] - cohort.users[age]))
      }
    }
  }
}
