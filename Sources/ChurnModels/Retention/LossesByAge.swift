import RealModule

/// Users at risk and losses by age, all cohorts together: what a model of age alone knows.
struct LossesByAge {
  /// Ages with users at risk, ascending.
  let ages: [Int]
  let users: [Double]
  let losses: [Double]

  init(_ cells: [LossCell]) {
    var sums: [Int: (users: Double, losses: Double)] = [:]
    for cell in cells {
      let sum = sums[cell.age] ?? (0, 0)
      sums[cell.age] = (sum.users + cell.users, sum.losses + cell.losses)
    }
    ages = sums.keys.sorted()
    users = ages.map { sums[$0]?.users ?? 0 }
    losses = ages.map { sums[$0]?.losses ?? 0 }
  }

  /// Σ L ln h + (n − L) ln(1 − h), from ln(1 − h) by age.
  ///
  /// For closed cohorts the product over ages is the likelihood of the age at which each user left, or of staying to the last one.
  static func logLikelihood(users: Double, losses: Double, logStay: Double) -> Double {
    let left = losses > 0 ? losses * .log(-.expMinusOne(logStay)) : 0
    return left + (users > losses ? (users - losses) * logStay : 0)
  }
}
