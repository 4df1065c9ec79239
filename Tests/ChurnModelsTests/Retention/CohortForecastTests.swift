import ChurnModels
import Foundation
import Sampling
import Series
import Testing

@Suite("Forecasts of users as the sum over cohorts")
struct CohortForecastTests {
  static func fitted() throws -> (fit: FittedRetention, driver: MonthlyColumn) {
    let (table, driver) = try RetentionTables.simulated()
    let past = driver.clipped(to: driver.first..<driver.first.advanced(by: 24))
    return (try RetentionModel(.hazard, drivers: [HazardDriver(past)], ages: .smooth).fit(table), driver)
  }

  static func later(_ fit: FittedRetention, _ value: Double, months: Int = 12) -> MonthlyColumn {
    MonthlyColumn(
      name: "outages", first: RetentionTables.first.advanced(by: 24),
      values: [Double](repeating: value, count: months))
  }

  @Test("The sum over cohorts: existing ones and new ones, in order of months")
  func sum() throws {
    let (fit, _) = try Self.fitted()
    let simulation = try CohortSimulation(fit, months: 12, drivers: [Self.later(fit, 1.5)])
    let forecast = try simulation.forecast(draws: 400)
    #expect(forecast.months.map(\.month) == (1...12).map { RetentionTables.first.advanced(by: 23 + $0) })
    #expect(forecast.origin == fit.table.lastMonth)
    #expect(forecast.originUsers == fit.table.users(in: RetentionTables.first.advanced(by: 23)))
    for month in forecast.months {
      #expect(month.existing < month.median)
      #expect(month.intervals[1].lower <= month.intervals[0].lower && month.intervals[0].lower <= month.median)
      #expect(abs(month.varianceShares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    }
    #expect(forecast.months[11].existing < forecast.months[0].existing)
    #expect(
      forecast.acquisition
        == "New users every month as in the last 12 cohorts on average, with their variation, and without a trend.")
  }

  @Test("Without new users all users are of existing cohorts, and the centre is the fitted survival")
  func existing() throws {
    let fit = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.regular))
    let simulation = try CohortSimulation(fit, months: 5)
    let survival = fit.survival(through: 12)
    for (index, users) in simulation.centre.users.enumerated() {
      #expect(abs(users - 241 * survival[8 + index] / survival[7]) < 1e-9)
    }
    let forecast = try simulation.forecast(draws: 200)
    #expect(forecast.months.allSatisfy { $0.month == nil && $0.median == $0.existing })
    #expect(forecast.months.map(\.ahead) == [1, 2, 3, 4, 5])
    #expect(forecast.acquisition == "No new users: the cohorts have no months.")
  }

  @Test("A path depends on its number alone, and forecasts of paths drawn in any order are the same")
  func deterministic() throws {
    let (fit, _) = try Self.fitted()
    let simulation = try CohortSimulation(fit, months: 6, drivers: [Self.later(fit, 1.5)], seed: 7)
    var paths: [Int: CohortPath] = [:]
    for draw in (0..<200).reversed() { paths[draw] = simulation.path(draw) }
    let ordered = (0..<200).compactMap { paths[$0] }
    #expect(
      try simulation.forecast(coverages: [0.8], paths: ordered) == simulation.forecast(coverages: [0.8], draws: 200))
    #expect(simulation.path(3) == simulation.path(3) && simulation.path(3) != simulation.path(4))
  }

  @Test("Two futures of a driver share their draws: the difference is far surer than either forecast")
  func difference() throws {
    let (fit, _) = try Self.fitted()
    let calm = try CohortSimulation(fit, months: 12, drivers: [Self.later(fit, 0)])
    let rough = try CohortSimulation(fit, months: 12, drivers: [Self.later(fit, 4)])
    let difference = try rough.difference(from: calm, coverages: [0.95], draws: 400)
    let forecast = try calm.forecast(coverages: [0.95], draws: 400)
    #expect(difference.allSatisfy { $0.median < 0 })
    let width = difference[0].intervals[0].upper - difference[0].intervals[0].lower
    let own = forecast.months[0].intervals[0].upper - forecast.months[0].intervals[0].lower
    #expect(width < own)
    #expect(try calm.difference(from: calm, draws: 100).allSatisfy { $0.median == 0 && $0.intervals[0].upper == 0 })
  }

  @Test("New users as stated, and by their trend")
  func acquisition() throws {
    let rows = (0..<6).flatMap { index -> [CohortRow] in
      let size = 1000 * Double(1 << index)
      return (0..<(6 - index)).map {
        CohortRow(
          cohort: "\(RetentionTables.first.advanced(by: index))", age: $0,
          users: (size * 0.9 / (1 + 0.2 * Double($0)) + size * 0.1).rounded())
      }
    }
    let fit = try RetentionModel(.sbg).fit(try CohortTable(rows: rows))
    let trend = try CohortSimulation(fit, months: 2, acquisition: .trend())
    #expect(
      trend.assumption
        == "New users follow the trend of the last 6 cohorts, 100.0 % a month, with the variation about it."
    )
    #expect(abs(trend.centre.users[0] - trend.centre.existing[0] - 64000) < 1e-6)
    let stated = MonthlyColumn(name: "new", first: RetentionTables.first.advanced(by: 6), values: [500, 0])
    let plain = try CohortSimulation(fit, months: 2, acquisition: .stated(stated))
    #expect(plain.centre.users[0] - plain.centre.existing[0] == 500)
    let error = RetentionError.badAcquisition(
      CellPlace(file: "data", line: nil, column: "new"), RetentionTables.first.advanced(by: 8), nil)
    #expect(throws: error) { try CohortSimulation(fit, months: 3, acquisition: .stated(stated)) }
    #expect(
      error.description
        == "data: column `new`: blank in 2021-09 is not a number of new users; expected one of at least 0 for every month of the forecast."
    )
  }

  @Test("Cohorts observed for different times all go on from their own last age")
  func ragged() throws {
    let (table, _) = try RetentionTables.simulated(months: 12, shock: 0)
    let short = try CohortTable(rows: table.rows.filter { $0.age <= 4 })
    let fit = try RetentionModel(.sbg).fit(short)
    let centre = try CohortSimulation(fit, months: 3, acquisition: .none).centre
    let survival = fit.survival(through: 20)
    var expected = 0.0
    for (index, cohort) in short.cohorts.enumerated() {
      expected += cohort.lastUsers * survival[12 - index] / survival[cohort.lastAge]
    }
    #expect(abs(centre.users[0] / expected - 1) < 1e-12)
  }

  @Test("A driver without later values, and one that the fit does not have")
  func driverFailures() throws {
    let (fit, _) = try Self.fitted()
    #expect(
      throws: RetentionError.unknownDriver(
        CellPlace(file: "data", line: nil, column: "outages"), RetentionTables.first.advanced(by: 24))
    ) { try CohortSimulation(fit, months: 2) }
    let other = MonthlyColumn(name: "other", first: RetentionTables.first, values: [1])
    let error = RetentionError.driverNames("other", isRepeated: false)
    #expect(throws: error) { try CohortSimulation(fit, months: 2, drivers: [other]) }
    #expect(
      error.description
        == "later values are given for `other`, which is not a driver of this fit. Leave them out, or fit with it.")
    #expect(throws: RetentionError.badCount("months", 0, allowed: 1...1200)) { try CohortSimulation(fit, months: 0) }
    #expect(throws: RetentionError.badShare("coverage", 1)) {
      try fit.forecast(months: 2, drivers: [Self.later(fit, 1)], coverages: [1], draws: 100)
    }
  }

  @Test("A saved fit is the same fit, and a damaged one is refused")
  func saved() throws {
    let (fit, _) = try Self.fitted()
    let data = try JSONEncoder().encode(fit)
    let again = try JSONDecoder().decode(FittedRetention.self, from: data)
    #expect(again == fit)
    let text = String(decoding: data, as: UTF8.self).replacing("\"kind\":\"hazard\"", with: "\"kind\":\"sbg\"")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FittedRetention.self, from: Data(text.utf8))
    }
  }
}
