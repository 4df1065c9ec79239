import ChurnForecast
import RealModule
import TestSupport

/// Users with a known hazard and acquisitions, and the models of what may be observed of them.
enum StockSeries {
  static let first = Month(year: 2016, month: 1)

  /// What is observed: lost users, acquired users only, neither with constant and with word-of-mouth acquisitions.
  static let flows: [Flows] = [
    Flows(acquired: "acquired", churned: "churned"), Flows(churned: "churned"), Flows(acquired: "acquired"), Flows(),
    Flows(acquisition: .logistic),
  ]

  /// 60 months. The users that `unexplained` adds to ln U are in no flow.
  static func table(months: some Sequence<Int> = 0..<60, scale: Double = 1) -> MonthlyTable {
    var stream = RandomStream(seed: 7, index: 1)
    var users = [1_000_000 * scale]
    var (acquired, churned, x): ([Double], [Double], [Double]) = ([0], [0], [1])
    for _ in 1..<60 {
      x.append(Double(Int(4 * stream.uniform())))
      let hazard = 1 / (1 + Double.exp(3.2 - 0.15 * (x.last ?? 0) + 0.05 * stream.normal()))
      acquired.append(60_000 * scale * .exp(0.1 * stream.normal()))
      churned.append((users.last ?? 0) * hazard)
      users.append(((users.last ?? 0) - (churned.last ?? 0) + (acquired.last ?? 0)) * .exp(0.003 * stream.normal()))
    }
    var figures = [Double?](repeating: nil, count: 60)
    for month in months { figures[month] = users[month] }
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: figures),
      drivers: [
        MonthlyColumn(name: "x", first: first, values: x),
        MonthlyColumn(name: "acquired", first: first, values: acquired),
        MonthlyColumn(name: "churned", first: first, values: churned),
      ])
  }

  /// The fit with one driver.
  static func fit(
    _ flows: Flows, _ table: MonthlyTable = table(), seasonality: Seasonality = .none
  )
    throws -> FittedChurnHazard
  {
    try ChurnHazard(
      ModelSpecification(
        seasonality: seasonality, drivers: [DriverSpecification(.column("x"), name: "x")], flows: flows)
    ).fit(table)
  }
}
