import Batch
import ChurnForecast
import Testing

@Suite("Reasons of failures")
struct FailureReasonTests {
  private static let place = CellPlace(file: "panel.csv", line: 2, column: "x")
  private static let month = Month(year: 2020, month: 1)
  private static let outside = DriverError.outsideDomain(
    driver: "log(x)", place, value: 0, function: "log",
    domain: TransformDomain(above: 0, advice: ""))
  private static let unknown = DriverError.unknownValue(driver: "x", place, month: month, noRow: true)

  @Test(
    "An error of a series has a reason that can be counted",
    arguments: [
      (SeriesIOError.raggedRow(file: "f", line: 2, cells: 1, expected: 2), .badRow),
      (SeriesIOError.badQuotes(file: "f", line: 2), .badRow),
      (SeriesIOError.notText(file: "f", line: 2, reason: ""), .notText),
      (SeriesIOError.badMonth(place, value: ""), .badMonth),
      (SeriesIOError.repeatedMonth(place, value: "", month: month, earlierLine: 1), .repeatedMonth),
      (SeriesIOError.badUsers(place, value: ""), .badUsers), (SeriesIOError.badNumber(place, value: ""), .badNumber),
      (SeriesIOError.namelessSeries(place), .nameless),
      (SeriesIOError.twoGroups(place, value: "a", earlier: "b"), .twoGroups),
      (SeriesIOError.seriesTooLong(place, limit: 1), .tooLong),
      (ChurnModelError.tooFewObservations(figures: 1, coefficients: [], file: "f"), .tooFewFigures),
      (ChurnModelError.inseparable([]), .inseparable), (ChurnModelError.nothingLeft(file: "f"), .nothingLeft),
      (ChurnModelError.driver(unknown), .unknownDriver), (ChurnModelError.driver(outside), .outsideDomain),
      (ChurnModelError.noRobustErrors(""), .noRobustErrors), (ChurnModelError.seasonNotSeen, .seasonNotSeen),
      (ChurnModelError.badFlow(place, value: nil, users: nil), .badFlow), (ChurnModelError.notFinite, .notFinite),
      (unknown, .unknownDriver), (outside, .outsideDomain), (ForecastError.driver(outside), .outsideDomain),
      (ForecastError.notFinite(month: month), .notFinite), (ForecastError.notForecast("ets", ""), .notForecast),
      (ForecastError.tooFewOrigins(figures: 1, needed: 2), .notForecast),
      (ForecastError.tooFewErrors(1, needed: 2, coverage: 0.8), .notForecast),
    ] as [(any Error & Sendable, FailureReason)])
  func reasons(error: any Error & Sendable, reason: FailureReason) { #expect(FailureReason(error) == reason) }

  @Test(
    "An error of all series alike stops the batch",
    arguments: [
      SeriesIOError.cannotRead(file: "f", reason: ""), SeriesIOError.cannotWrite(file: "f", reason: ""),
      SeriesIOError.scatteredSeries(place, name: "a"), SeriesIOError.changedWhileRead(file: "f"),
      SeriesIOError.noSuchColumn("x", files: [], columns: []), SeriesIOError.tooLarge(file: "f", limit: 1),
      ChurnModelError.repeatedDriver("x"), ChurnModelError.noDriverColumn("x"), ChurnModelError.responseAsDriver("mau"),
      ChurnModelError.badCombination("", ""), ChurnModelError.badSavedFit(file: "f", problem: ""),
      ChurnModelError.driver(.badExpression("", problem: "")),
      DriverError.referenceOutsideDomain(driver: "x", level: 0),
      DriverError.changeInThePast(column: "x", month: month, firstFree: month),
      ForecastError.driver(.badExpression("", problem: "")), BatchError.notABatch("out"),
    ] as [any Error & Sendable])
  func stops(error: any Error & Sendable) { #expect(FailureReason(error) == nil) }

  @Test("The words are those of failures.csv and differ from one another")
  func words() {
    let words = FailureReason.allCases.map(\.rawValue)
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
  }
}
