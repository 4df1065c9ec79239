import ChurnModels
import Series
import Testing

@Suite("Backtests of retention")
struct RetentionBacktestTests {
  @Test("Fitted on the first ages, the beta-geometric beats plain methods on the customers of Fader and Hardie")
  func classic() throws {
    let table = try RetentionTables.single(RetentionTables.regular)
    let backtest = try RetentionBacktest(table, split: .age(4), models: [RetentionModel(.sbg), RetentionModel(.bdw)])
    #expect(Set(backtest.scores.map(\.method)) == ["sbg", "bdw", "naive", "last retention", "chain ladder"])
    func error(_ method: String, _ horizon: Int) throws -> Double {
      try #require(backtest.scores.first { $0.method == method && $0.horizon == horizon }).survivalError
    }
    for horizon in 1...3 {
      #expect(try error("sbg", horizon) < error("last retention", horizon))
      #expect(try error("sbg", horizon) < error("naive", horizon))
    }
    #expect(try error("naive", 3) == (326.0 - 241) / 1000)
    #expect(abs(try error("last retention", 1) - abs(326.0 * 326 / 382 - 289) / 1000) < 1e-12)
    #expect(try error("chain ladder", 1) == error("last retention", 1))
  }

  @Test("Fitted on the first months, with drivers as they were after")
  func calendar() throws {
    let (table, driver) = try RetentionTables.simulated(months: 24, shock: 0.05)
    let backtest = try RetentionBacktest(
      table, split: .month(RetentionTables.first.advanced(by: 17)),
      models: [RetentionModel(.hazard, drivers: [HazardDriver(driver)]), RetentionModel(.hazard, ages: .smooth)])
    let first = backtest.scores.filter { $0.horizon == 1 }
    try #require(first.map(\.method) == ["hazard", "hazard 2", "naive", "last retention", "chain ladder"])
    #expect(first.allSatisfy { $0.cells == 18 })
    #expect(first[0].userError < first[1].userError && first[0].userError < first[4].userError)
    #expect(backtest.scores.map(\.horizon).max() == 6)
  }

  @Test("Chain ladder: each age as earlier cohorts had it, then the last one")
  func chainLadder() throws {
    let cohorts: [(name: String, users: [Double])] = [("2021-01", [100, 50, 40, 30]), ("2021-02", [200, 80, 60, 54])]
    let rows: [CohortRow] = cohorts.flatMap { cohort in
      cohort.users.enumerated().map { CohortRow(cohort: cohort.name, age: $0, users: $1) }
    }
    let backtest = try RetentionBacktest(
      try CohortTable(rows: rows), split: .month(Month(year: 2021, month: 3)), models: [])
    let scores = backtest.scores.filter { $0.method == "chain ladder" }
    try #require(scores.count == 2)
    // 40 · 0.8 for 30, and 80 · 0.8 for 60; then 80 · 0.8² for 54.
    #expect(abs(scores[0].userError - 3) < 1e-12)
    #expect(abs(scores[1].userError - 2.8) < 1e-12)
    #expect(abs(scores[0].survivalError - 0.02) < 1e-12)
  }

  @Test("A split outside the table")
  func badSplit() throws {
    let table = try RetentionTables.single(RetentionTables.regular)
    let error = RetentionError.badSplit("ages up to 7")
    #expect(throws: error) { try RetentionBacktest(table, split: .age(7), models: []) }
    #expect(
      error.description
        == "a backtest that fits on ages up to 7 leaves nothing to fit or nothing to score. Choose a split within the table."
    )
    #expect(throws: RetentionError.badSplit("ages up to 0")) {
      try RetentionBacktest(table, split: .age(0), models: [])
    }
    #expect(throws: RetentionError.badSplit("months up to 2021-01")) {
      try RetentionBacktest(table, split: .month(RetentionTables.first), models: [])
    }
  }
}
