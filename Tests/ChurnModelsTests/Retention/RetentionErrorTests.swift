import ChurnModels
import Series
import Testing

@Suite("What retention models refuse")
struct RetentionErrorTests {
  static func table(_ cohorts: [[Double]]) throws -> CohortTable {
    try CohortTable(
      rows: cohorts.enumerated().flatMap { index, users in
        users.enumerated().map {
          CohortRow(cohort: "\(RetentionTables.first.advanced(by: index))", age: $0, users: $1)
        }
      })
  }

  @Test("Growth is refused unless it is allowed", arguments: RetentionKind.allCases)
  func growth(_ kind: RetentionKind) throws {
    let table = try RetentionTables.single([1000, 600, 650, 500, 450, 460, 400])
    let error = RetentionError.growth(table.growth[0], cells: 2)
    #expect(throws: error) { try RetentionModel(kind).fit(table) }
    #expect(
      error.description
        == "Cohort `all` grows from 600 users at age 1 to 650 at age 2, and another cell grows too: users came back, or the cohort is not closed, which no model of leaving explains. Count only users active without a break, or allow growth, which then counts as nobody leaving."
    )
    let fit = try RetentionModel(kind, allowsGrowth: true).fit(table)
    #expect(fit.notes.contains(.growth(cells: 2)))
  }

  @Test("Nobody leaves, or everybody does")
  func extremes() throws {
    #expect(throws: RetentionError.noLosses) { try RetentionModel(.sbg).fit(try RetentionTables.single([9, 9, 9])) }
    #expect(throws: RetentionError.everyoneLost) {
      try RetentionModel(.hazard).fit(try RetentionTables.single([9, 0]))
    }
    #expect(
      RetentionError.noLosses.description
        == "nobody leaves in this table, so there is nothing to fit. Check that users still active are counted.")
  }

  static let extreme: [[Double]] = [
    [9e15, 9e15 - 1, 9e15 - 2, 9e15 - 3, 9e15 - 4], [9e15, 1, 0], [2, 1, 1, 1], [1e6, 1e6, 1e6, 1e6, 999_999, 0],
    [3, 0],
    [1e15, 5e14, 5e14, 1, 1, 1, 1],
  ]

  @Test(
    "Extreme counts are fitted or refused, and what is fitted is forecast", arguments: extreme, RetentionKind.allCases)
  func hostile(_ users: [Double], _ kind: RetentionKind) throws {
    let table = try RetentionTables.single(users)
    do {
      let fit = try RetentionModel(kind).fit(table)
      #expect(fit.logLikelihood <= 0)
      let curve = try fit.curve(through: 30, draws: 100)
      #expect(curve.points.allSatisfy { (0...1).contains($0.survival) })
      let forecast = try fit.forecast(months: 12, draws: 100)
      #expect(forecast.months.allSatisfy { $0.median >= 0 && $0.median <= forecast.originUsers })
      #expect(try fit.lifetime(horizon: 12).withinHorizon <= 12)
      #expect(fit.parameters.allSatisfy { $0.interval().contains($0.value) })
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  @Test("Drivers and season are for hazards with a calendar")
  func calendar() throws {
    let table = try RetentionTables.single(RetentionTables.regular)
    let driver = HazardDriver(MonthlyColumn(name: "outages", first: RetentionTables.first, values: [1]))
    #expect(throws: RetentionError.onlyHazard(.sbg, "driver `outages`")) {
      try RetentionModel(.sbg, drivers: [driver]).fit(table)
    }
    let undated = RetentionError.undated("`outages`")
    #expect(throws: undated) { try RetentionModel(.hazard, drivers: [driver]).fit(table) }
    #expect(
      undated.description
        == "the cohorts have no months, so `outages` cannot be matched to them; expected cohorts named by their month (YYYY-MM). Rename them, or leave `outages` out."
    )
    #expect(throws: RetentionError.undated("`season`")) { try RetentionModel(.hazard, hasSeason: true).fit(table) }
  }

  @Test("An unknown month of a driver is named")
  func unknownDriver() throws {
    let (table, driver) = try RetentionTables.simulated(months: 12)
    let gap = MonthlyColumn(
      name: "outages", first: driver.first, values: driver.values.enumerated().map { $0 == 5 ? nil : $1 })
    let error = RetentionError.unknownDriver(
      CellPlace(file: "data", line: nil, column: "outages"), Month(year: 2021, month: 6))
    #expect(throws: error) { try RetentionModel(.hazard, drivers: [HazardDriver(gap)]).fit(table) }
    #expect(
      error.description
        == "data: column `outages`: blank in 2021-06, a month that the hazard needs. Unknown is not zero: fill in the value, or use other months."
    )
  }

  @Test("Columns that cannot be told apart are named")
  func inseparable() throws {
    let (table, driver) = try RetentionTables.simulated(months: 12)
    let double = MonthlyColumn(name: "double", first: driver.first, values: driver.values.map { $0.map { 2 * $0 } })
    #expect(throws: RetentionError.inseparable("double", from: ["outages"])) {
      try RetentionModel(.hazard, drivers: [HazardDriver(driver), HazardDriver(double)]).fit(table)
    }
    let flat = MonthlyColumn(name: "flat", first: driver.first, values: driver.values.map { _ in 3 })
    let error = RetentionError.inseparable("flat", from: [])
    #expect(throws: error) { try RetentionModel(.hazard, drivers: [HazardDriver(flat, reference: 3)]).fit(table) }
    #expect(
      error.description
        == "`flat` never differs from its reference level in the months of the fit, so its effect cannot be estimated. Leave it out, or use other months."
    )
    #expect(throws: RetentionError.driverNames("outages", isRepeated: true)) {
      try RetentionModel(.hazard, drivers: [HazardDriver(driver), HazardDriver(driver)]).fit(table)
    }
  }

  @Test("Separation is named: an age, and a driver")
  func separated() throws {
    let still = try Self.table([
      [500, 400, 400, 350, 320, 300, 290, 280, 270, 260, 250, 240, 230], [500, 390, 390, 345, 310, 300, 290, 280, 270],
    ])
    let error = RetentionError.separated("age 2", everyoneLeaves: false)
    #expect(throws: error) { try RetentionModel(.hazard).fit(still) }
    #expect(
      error.description
        == "`age 2` separates the data: where it applies, nobody leaves, so that no finite coefficient is best. Use smooth ages, leave it out, or use more cohorts."
    )
    // Nobody leaves in the fifth month, the only one with an event.
    let month = try Self.table([
      [500, 400, 350, 310, 310, 250, 220], [500, 400, 350, 350, 300, 250], [500, 400, 400, 350, 300],
      [500, 500, 400, 330],
    ])
    let event = MonthlyColumn(name: "event", first: RetentionTables.first, values: [0, 0, 0, 0, 1, 0, 0])
    #expect(throws: RetentionError.separated("event", everyoneLeaves: false)) {
      try RetentionModel(.hazard, drivers: [HazardDriver(event)], ages: .smooth).fit(month)
    }
  }

  @Test("Too few cells for the coefficients")
  func tooFewCells() throws {
    let error = RetentionError.tooFewCells(2, coefficients: ["age", "ln age"])
    #expect(throws: error) { try RetentionModel(.hazard).fit(try RetentionTables.single([100_000, 600, 400])) }
    #expect(
      error.description
        == "2 cells of cohort and age cannot determine 2 coefficients (age, ln age) and their errors. Use smooth ages, fewer drivers or no season."
    )
  }
}
