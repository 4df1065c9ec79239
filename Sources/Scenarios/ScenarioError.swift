import Drivers
import Series

/// Why a scenario file cannot be run. The description is one message for people.
public enum ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The base series has no figure in the base month.
  case noBaseFigure(CellPlace, month: Month)
  /// A scenario moves a driver that the model does not have.
  case unknownDriver(file: String, line: Int, scenario: String, driver: String, known: [String])
  /// A name of a scenario that does not exist.
  case unknownScenario(file: String, line: Int, name: String, known: [String])
  /// The horizon is not after the base month, or is too far away.
  case badHorizon(file: String, horizon: Month, base: Month)
  /// A base month that the data of the fit do not cover.
  case baseOutsideFit(file: String, month: Month, first: Month, last: Month)
  /// The calibration needs a published figure that does not exist.
  case nothingToCalibrateOn(file: String, line: Int, scenario: String, month: Month)
  /// A name of an event that does not exist.
  case unknownEvent(file: String, line: Int, name: String, known: [String])
  /// A driver, event or column of a calibration that does not exist or cannot be an unknown.
  case unknownQuantity(file: String, line: Int, name: String, known: [String])
  /// Scenarios extend each other in a circle.
  case circularExtend(file: String, line: Int, names: [String])
  /// A table of a data file has no value in the months that a path decides.
  case emptyTable(file: String, line: Int, data: String, column: String, until: Month)
  /// A distribution needs a history that a stated driver does not have.
  case noHistory(file: String, line: Int, driver: String)
  /// Correlations that are not positive definite together.
  case impossibleCorrelations(file: String)
  /// A correlation names something that is not random.
  case notRandom(file: String, line: Int, name: String, known: [String])
  /// A scenario starts from its own users although the model is fitted to data.
  case ownUsersOfFit(file: String, line: Int, scenario: String)
  /// An upstream quantity has a level of 0 or less.
  case upstreamNotPositive(scenario: String, name: String, level: Double)
  /// Fewer than no users come.
  case negativeAcquisitions(scenario: String, name: String, level: Double)
  /// A rate of counts is below 0.
  case negativeRate(scenario: String, driver: String, rate: Double)
  /// An unknown level is not that of the horizon.
  case temporaryLevel(file: String, line: Int, column: String, scenario: String)
  /// Two scenarios that are compared have different effect scales.
  case differentScales(file: String, scenario: String, reference: String)
  /// Two scenarios that are compared start from different users.
  case differentBases(file: String, scenario: String, reference: String)
  /// A scenario is compared with itself.
  case sameScenario(String)
  /// No value of the unknowns meets the points.
  case notCalibrated(file: String, line: Int)
  /// A driver that the model does not have.
  case noSuchDriver(String, known: [String])
  /// Too many causes to attribute a difference to.
  case tooManyPlayers(Int)
  /// A month outside the scenarios.
  case monthOutside(Month, first: Month, last: Month)
  /// There are several published figures where the calibration needs exactly one.
  case ambiguousFigure(file: String, line: Int, scenario: String, month: Month)
  /// No driver moves before the month of calibration, so that no effect can explain the figure.
  case nothingMoves(file: String, line: Int, scenario: String, month: Month)
  /// There are too many scenarios times months.
  case tooManyNumbers(file: String, scenarios: Int, months: Int)
  /// A column or fit that was not given in memory.
  case notInMemory(name: String, known: [String])
  /// A driver has no usable path.
  case driver(scenario: String, DriverError)
  /// A path overflows or underflows.
  case notFinite(scenario: String)

  /// One message for people.
  public var description: String {
    switch self {
    case .noBaseFigure(let place, let month):
      "\(place): there is no figure for \(month), the month the scenarios start from."
    case .unknownDriver(let file, let line, let scenario, let driver, let known):
      Self.place(file, line) + "scenario `\(scenario)` moves `\(driver)`, which is not in the model; there "
        + (known.isEmpty ? "are no drivers" : "are " + known.map { "`\($0)`" }.joined(separator: ", "))
        + (nearestName(to: driver, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .unknownScenario(let file, let line, let name, let known):
      Self.place(file, line) + "there is no scenario `\(name)`; there are "
        + known.map { "`\($0)`" }.joined(separator: ", ")
        + (nearestName(to: name, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .badHorizon(let file, let horizon, let base):
      Self.place(file)
        + "the horizon \(horizon) is not between 1 and \(ScenarioFile.longestHorizon) months after the base "
        + "month \(base)."
    case .baseOutsideFit(let file, let month, let first, let last):
      Self.place(file)
        + "the base month \(month) is outside the figures of the fit, which go from \(first) to \(last): take one of these months."
    case .nothingToCalibrateOn(let file, let line, let scenario, let month):
      Self.place(file, line)
        + "there is no published figure for scenario `\(scenario)` in \(month); the calibration needs one."
    case .ambiguousFigure(let file, let line, let scenario, let month):
      Self.place(file, line)
        + "there is more than one published figure for scenario `\(scenario)` in \(month); the calibration needs "
        + "exactly one. Move the others to a scenario of their own."
    case .nothingMoves(let file, let line, let scenario, let month):
      Self.place(file, line)
        + "in scenario `\(scenario)` no driver moves users by \(month), so that no size of the effects "
        + "explains the published figure. Give the drivers a path and effects other than 0."
    case .tooManyNumbers(let file, let scenarios, let months):
      Self.place(file)
        + "\(scenarios) scenarios × \(months) months are more than \(ScenarioLimits.cells). Split the scenarios into several "
        + "files, or choose an earlier horizon."
    case .unknownEvent(let file, let line, let name, let known):
      Self.place(file, line) + "there is no event `\(name)`; \(Self.listed(known, nearest: name))"
    case .unknownQuantity(let file, let line, let name, let known):
      Self.place(file, line)
        + "`\(name)` cannot be an unknown of this calibration; \(Self.listed(known, nearest: name))"
    case .circularExtend(let file, let line, let names):
      Self.place(file, line) + "scenarios extend each other in a circle: "
        + names.map { "`\($0)`" }.joined(separator: " → ")
        + "."
    case .emptyTable(let file, let line, let data, let column, let until):
      Self.place(file, line)
        + "column `\(column)` of \(data) has no value in the months that the path covers, up to \(until)."
    case .noHistory(let file, let line, let driver):
      Self.place(file, line)
        + "driver `\(driver)` is stated and has no history to draw or forecast from. Write `values: […]` or "
        + "another distribution."
    case .impossibleCorrelations(let file):
      Self.place(file)
        + "the correlations contradict each other: no random variables can have all of them. Make them smaller."
    case .notRandom(let file, let line, let name, let known):
      Self.place(file, line)
        + "`\(name)` has no distribution to correlate; \(Self.listed(known, nearest: name))"
    case .ownUsersOfFit(let file, let line, let scenario):
      Self.place(file, line)
        + "scenario `\(scenario)` has its own `users`, which requires a stated `growth`; a fit starts from its data."
    case .upstreamNotPositive(let scenario, let name, let level):
      "scenario `\(scenario)`: `\(name)` falls to \(level); an upstream quantity moves drivers in proportion and must stay above 0."
    case .negativeAcquisitions(let scenario, let name, let level):
      "scenario `\(scenario)`: the path of `\(name)` falls to \(level); the users who come must be at least 0."
    case .negativeRate(let scenario, let driver, let rate):
      "scenario `\(scenario)`: the path of `\(driver)` falls to \(rate); the rate of counts must be at least 0."
    case .temporaryLevel(let file, let line, let column, let scenario):
      Self.place(file, line)
        + "the path of `\(column)` in `\(scenario)` moves and returns before the horizon, so that its level there cannot be "
        + "an unknown. Let the change last, or calibrate an effect."
    case .differentScales(let file, let scenario, let reference):
      Self.place(file)
        + "`\(scenario)` and `\(reference)` have different effect scales, so that not all of their difference has a cause. Name "
        + "both in the `scenarios` of the scale."
    case .differentBases(let file, let scenario, let reference):
      Self.place(file)
        + "`\(scenario)` and `\(reference)` start from different numbers of users, so that not all of their difference has a cause. Give "
        + "`\(scenario)` a `reference` with the same number of users."
    case .sameScenario(let name):
      "`\(name)` is the reference itself; choose another scenario to compare it with."
    case .notCalibrated(let file, let line):
      Self.place(file, line)
        + "no value of the unknowns brings users near the published figures. Check the figures, the effects and "
        + "the paths of the drivers."
    case .noSuchDriver(let name, let known):
      "there is no driver `\(name)`; \(Self.listed(known, nearest: name))"
    case .tooManyPlayers(let count):
      "\(count) causes differ between the scenarios; exact shares are computed for at most \(ScenarioLimits.causes)."
    case .monthOutside(let month, let first, let last):
      "\(month) is outside the scenarios; expected a month from \(first) to \(last)."
    case .notInMemory(let name, let known):
      "`\(name)` is not among the inputs in memory; \(Self.listed(known, nearest: name))"
    case .driver(let scenario, let error): "scenario `\(scenario)`: \(error)"
    case .notFinite(let scenario):
      "scenario `\(scenario)`: the path overflows in some draws. Check the effects and the levels of the "
        + "drivers; a driver that enters as a logarithm must stay above 0 in every draw (use log1p for counts)."
    }
  }

  private static func place(_ file: String, _ line: Int) -> String { line > 0 ? "\(file):\(line): " : "" }

  private static func place(_ file: String) -> String { file.isEmpty ? "" : "\(file): " }

  private static func listed(_ known: [String], nearest name: String) -> String {
    guard !known.isEmpty else { return "there are none." }
    return "there are " + known.map { "`\($0)`" }.joined(separator: ", ")
      + (nearestName(to: name, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
  }
}
