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
  /// The horizon is not behind the base month, or too far.
  case badHorizon(file: String, horizon: Month, base: Month)
  /// No published figure stands where the calibration needs one.
  case nothingToCalibrateOn(file: String, line: Int, scenario: String, month: Month)
  /// Several published figures stand where the calibration needs one.
  case ambiguousFigure(file: String, line: Int, scenario: String, month: Month)
  /// Until the month of calibration no driver moves, so that no effect can explain the figure.
  case nothingMoves(file: String, line: Int, scenario: String, month: Month)
  /// Scenarios, months and draws are too many together.
  case tooManyNumbers(file: String, scenarios: Int, months: Int, draws: Int)
  /// A driver has no usable path.
  case driver(scenario: String, DriverError)
  /// A path is too large or small for a number.
  case notFinite(scenario: String)

  /// One message for people.
  public var description: String {
    switch self {
    case .noBaseFigure(let place, let month):
      "\(place): there is no figure for \(month), the month the scenarios start from."
    case .unknownDriver(let file, let line, let scenario, let driver, let known):
      "\(file):\(line): scenario `\(scenario)` moves `\(driver)`, which the model does not have; there "
        + (known.isEmpty ? "are no drivers" : "are " + known.map { "`\($0)`" }.joined(separator: ", "))
        + (nearestName(to: driver, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .unknownScenario(let file, let line, let name, let known):
      "\(file):\(line): there is no scenario `\(name)`; there are "
        + known.map { "`\($0)`" }.joined(separator: ", ")
        + (nearestName(to: name, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .badHorizon(let file, let horizon, let base):
      "\(file): the horizon \(horizon) is not between 1 and \(ScenarioFile.longestHorizon) months behind the base "
        + "month \(base)."
    case .nothingToCalibrateOn(let file, let line, let scenario, let month):
      "\(file):\(line): there is no published figure for scenario `\(scenario)` in \(month) to calibrate on."
    case .ambiguousFigure(let file, let line, let scenario, let month):
      "\(file):\(line): there is more than one published figure for scenario `\(scenario)` in \(month); expected one to "
        + "calibrate on. Give the others to a scenario of their own."
    case .nothingMoves(let file, let line, let scenario, let month):
      "\(file):\(line): in scenario `\(scenario)` no driver has moved users by \(month), so that no size of the effects "
        + "explains the published figure. Give the drivers a path, and effects other than 0."
    case .tooManyNumbers(let file, let scenarios, let months, let draws):
      "\(file): \(scenarios) scenarios × \(months) months × \(draws) draws are more than \(ScenarioFile.mostNumbers) numbers. "
        + "Use fewer draws."
    case .driver(let scenario, let error): "scenario `\(scenario)`: \(error)"
    case .notFinite(let scenario):
      "scenario `\(scenario)`: the path leaves the range of numbers. Check the effects and the levels of the drivers."
    }
  }
}
