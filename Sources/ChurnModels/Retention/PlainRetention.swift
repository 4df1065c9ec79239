import Series

/// Plain ways to continue a cohort, with which models are compared.
enum PlainRetention: String, CaseIterable {
  /// Nobody leaves any more.
  case naive
  /// The last retention of the cohort goes on.
  case geometric = "last retention"
  /// Each age has the retention that earlier cohorts had at it; beyond the last known age, that one goes on.
  case chainLadder = "chain ladder"

  /// Users at the ages after the last one of a cohort.
  func users(_ cohort: Cohort, through age: Int, in table: CohortTable) -> [Double] {
    let byAge = table.retentionByAge
    let known = byAge.compactMap { $0 }
    func pooled(_ age: Int) -> Double {
      (age <= byAge.count ? byAge[age - 1] : nil) ?? known.last ?? 1
    }
    let last = cohort.users.suffix(2)
    let own = last.count == 2 && (last.first ?? 0) > 0 ? (last.last ?? 0) / (last.first ?? 1) : pooled(1)
    var result: [Double] = []
    var users = cohort.lastUsers
    for next in (cohort.lastAge + 1)..<max(cohort.lastAge + 1, age + 1) {
      switch self {
      case .naive: break
      case .geometric: users *= own
      case .chainLadder: users *= pooled(next)
      }
      result.append(users)
    }
    return result
  }
}
