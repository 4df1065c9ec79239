import ChurnForecast
import RealModule
import Testing

/// The past of stock and flow.
@Suite("Look back at stock and flow")
struct StockLookBackTests {
  @Test("With the first figure, the parts are the users of every month", arguments: StockSeries.flows)
  func sums(_ flows: Flows) throws {
    let table = StockSeries.table()
    let fit = try StockSeries.fit(flows, table, seasonality: .monthly)
    let result = try Decomposition(fit, draws: 200)
    #expect(result.parts.map(\.kind) == [.acquired, .baseline, .season, .driver, .unexplained])
    for (index, month) in result.months.enumerated() {
      let sum = result.parts.reduce(result.start) { $0 + $1.users[index] }
      #expect(abs(sum / (table.mau[month] ?? .nan) - 1) < 1e-9)
    }
  }

  @Test(
    "Users lost where lost users are observed: U by the recursion without the driver, the hazards that were otherwise")
  func byHand() throws {
    let table = StockSeries.table()
    let fit = try StockSeries.fit(Flows(acquired: "acquired", churned: "churned"), table)
    let since = StockSeries.first.advanced(by: 40)
    let result = try LookBack(fit, [PastChange("x", .to(0))], since: since, draws: 400)
    var users = table.mau[since.advanced(by: -1)] ?? .nan
    for month in result.months {
      let before = table.mau[month.month.advanced(by: -1)] ?? .nan
      let (lost, gained) = (table.drivers[2][month.month] ?? .nan, table.drivers[1][month.month] ?? .nan)
      let x = table.drivers[0][month.month] ?? .nan
      let logit = Double.log(lost / (before - lost)) - fit.estimate.values[1] * x
      let rest = (table.mau[month.month] ?? .nan) / (before - lost + gained)
      users = (users / (1 + .exp(logit)) + gained) * rest
    }
    let last = try #require(result.months.last)
    #expect(abs(result.lost.difference / (users - last.users) - 1) < 1e-9)
    #expect(last.lost.intervals[0].lower < last.lost.median && last.lost.median < last.lost.intervals[0].upper)
  }

  @Test("Acquisitions can have been otherwise: the users who came less then are gone less those who would have left")
  func acquisitions() throws {
    let fit = try StockSeries.fit(Flows(acquired: "acquired"))
    let since = StockSeries.first.advanced(by: 58)
    let result = try LookBack(fit, [PastChange("acquired", .to(0))], since: since, until: since, draws: 400)
    let gained = fit.data.driver("acquired")?[since] ?? .nan
    // What is unexplained multiplies the users of the month.
    #expect(abs(result.months[0].lost.median / -gained - 1) < 0.02)
    let unknown = try StockSeries.fit(Flows())
    #expect(throws: LookBackError.self) { try LookBack(unknown, [PastChange("acquired", .to(0))]) }
  }

  @Test(
    "Between figures further apart, users follow the model: innovations of each month are equal", arguments: [3, 4])
  func bridge(_ flowCase: Int) throws {
    let fit = try StockSeries.fit(
      StockSeries.flows[flowCase], StockSeries.table(months: stride(from: 0, to: 60, by: 3)))
    let base = StockSeries.first
    let months = fit.pastBases.count
    let recursion = try fit.recursion(
      after: base, months: months, columns: fit.specification.columns(in: fit.data), acquisitions: nil)
    let growth = recursion.inputs(fit.estimate.values.map { Lanes(repeating: $0) }).growth.map { $0[0] }
    for start in stride(from: 0, to: months, by: 3) {
      for month in 1..<3 { #expect(abs(growth[start + month] - growth[start]) < 1e-9) }
    }
    #expect(growth.contains { abs($0) > 1e-6 })
  }

  @Test("Twice the users, twice the parts")
  func invariance() throws {
    let flows = Flows(acquired: "acquired", churned: "churned")
    let once = try Decomposition(StockSeries.fit(flows, StockSeries.table()), draws: 200)
    let twice = try Decomposition(StockSeries.fit(flows, StockSeries.table(scale: 2)), draws: 200)
    for (a, b) in zip(once.parts, twice.parts) {
      for month in a.users.indices { #expect(abs(b.users[month] - 2 * a.users[month]) < 1e-6 * once.start) }
    }
  }
}
