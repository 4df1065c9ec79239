import ChurnForecast

/// A problem as data: its response as growth in percent, its columns as drivers.
struct GrowthProblem {
  let table: MonthlyTable
  /// The model that regresses growth on the drivers, with ARMA(1, 1) errors.
  let specification: ModelSpecification

  init(_ problem: Problem) {
    let first = Month(year: 2000, month: 1)
    var users = [1e6]
    for growth in problem.response { users.append(users[users.count - 1] * (1 + growth / 100)) }
    let names = (1..<problem.design.columns).map { "x\($0)" }
    table = MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: names.indices.map {
        MonthlyColumn(name: names[$0], first: first.advanced(by: 1), values: problem.design.column(1 + $0))
      })
    specification = ModelSpecification(
      drivers: names.map { DriverSpecification(.column($0), reference: 0) }, errors: .arma(p: 1, q: 1))
  }
}
