import Drivers
import Forecasting
import Series
import Univariate

/// Makes the paths of a column, and the forecasts that they need.
struct ScenarioPathCompiler {
  private let column: RawColumn
  private let file: ScenarioFile
  /// The first month of all paths, and the month after them.
  private let first: Month
  private let end: Month
  /// The level before the free months.
  private let level: Double
  /// The values that are known from ``first`` on.
  let known: [Double]
  /// What the column did after ``known``, where the past may change.
  private let recorded: [Double]
  /// The forecasts from the history, one for each method that a scenario needs.
  private(set) var forecasts: [DriverForecast] = []
  private var methods: [DriverForecastMethod] = []
  /// Changes after the horizon.
  private(set) var late: [LateChange] = []
  /// How the column goes on where a scenario does not say otherwise; nil where every scenario does.
  private(set) var continued: ContinuedDriver?

  init(
    _ column: RawColumn, _ file: ScenarioFile, first: Month, end: Month, level: Double, known: [Double],
    recorded: [Double] = []
  ) {
    self.column = column
    self.file = file
    self.first = first
    self.end = end
    self.level = level
    self.known = known
    self.recorded = recorded
  }

  /// The path of a scenario.
  ///
  /// A driver with a history goes on as the history suggests, with the changes of the scenario; see ``method(_:_:in:)``.
  ///
  /// - Parameters:
  ///   - written: what the scenario says of the column; nil for nothing.
  ///   - changes: its changes.
  ///   - start: the first month that it may change.
  ///   - scenario: the scenario; nil for the path without any change, at the last level.
  /// - Returns: the path.
  /// - Throws: ``ScenarioError``.
  mutating func path(
    _ written: ScenarioFile.Path?, _ changes: DriverPath, from start: Month, in scenario: ScenarioFile.Scenario?
  ) throws -> ScenarioPath {
    if let scenario {
      late += changes.months(from: end).map { LateChange(scenario: scenario.name, name: column.name, month: $0) }
    }
    let lead = [Double](repeating: level, count: max(0, first.distance(to: start) - known.count))
    func path(
      _ values: [Double], _ randomness: DriverRandomness?, _ continuation: ScenarioPath.Continuation? = nil
    ) -> ScenarioPath {
      ScenarioPath(
        values: known + lead + values, randomness: randomness,
        firstDrawn: known.count + lead.count + recorded.count,
        continuation: continuation)
    }
    do {
      let held = try changes.values(of: recorded, in: start..<end, after: level, column: column.name)
      let randomness = try written.flatMap { path in
        try path.randomness.map { try $0.resolved(path, file, column.history, from: first) }
      }
      guard let scenario, let history = column.history, let method = method(randomness, changes, history, in: scenario)
      else { return path(held, randomness) }
      // The last level of a state is its forecast.
      guard method != .state else {
        if written == nil { note(.state, lastLevel, start) }
        return path(held, nil)
      }
      guard held.count > recorded.count else { return path(held, nil) }
      let forecast = place(of: method, history, months: held.count - recorded.count)
      let continuation = ScenarioPath.Continuation(
        forecast: forecast, recorded: recorded, changes: changes, start: start, level: level)
      let means = forecasts[forecast].means
      let changed = continuation.changed(means)
      // Changes that replace the whole path leave nothing of the forecast.
      if continuation.changed(means.map { $0 + 1 }) == changed { return path(held, nil) }
      if randomness == nil {
        let forecast = forecasts[forecast]
        note(forecast.process.continuation, forecast.continuedLevel(after: lastLevel), start)
      }
      return path(changed, .forecast(method), continuation)
    } catch let error as DriverError {
      throw ScenarioError.driver(scenario: scenario?.name ?? file.reference, error)
    }
  }

  /// How a column is forecast: as stated, or as suits its history where the scenario does not hold it, draw it, or leave its level
  /// to the calibration; nil where it is not.
  private func method(
    _ randomness: DriverRandomness?, _ changes: DriverPath, _ history: MonthlyColumn, in scenario: ScenarioFile.Scenario
  ) -> DriverForecastMethod? {
    switch randomness {
    case .forecast(let method): return method ?? .suggested(for: history, above: column.bound)
    case nil:
      let isCalibrated = file.calibration?.unknowns.contains {
        $0.quantity == .level(column.name, scenario: scenario.name)
      }
      guard changes.changes.first != .hold, isCalibrated != true else { return nil }
      return .suggested(for: history, above: column.bound)
    default: return nil
    }
  }

  private mutating func note(_ kind: ContinuedDriver.Kind, _ level: Double, _ start: Month) {
    continued = ContinuedDriver(
      column: column.name, kind: kind, level: level, since: start.advanced(by: recorded.count - 1))
  }

  /// The last level that is known.
  private var lastLevel: Double { recorded.last ?? level }

  /// The position of a forecast, which is made if it is new.
  private mutating func place(of method: DriverForecastMethod, _ history: MonthlyColumn, months: Int) -> Int {
    if let known = methods.firstIndex(of: method) { return known }
    methods.append(method)
    forecasts.append(DriverForecast(history, method: method, months: months, above: column.bound))
    return methods.count - 1
  }
}

extension DriverRandomness {
  /// A distribution whose values are known.
  fileprivate func resolved(
    _ path: ScenarioFile.Path, _ file: ScenarioFile, _ history: MonthlyColumn?, from first: Month
  ) throws -> DriverRandomness {
    switch self {
    case .history(nil, let block):
      guard let history else {
        throw ScenarioError.noHistory(file: file.file, line: path.line, driver: path.column)
      }
      return .history(values: history.observedMonths.compactMap { history[$0] }, block: block)
    case .seasonal(nil, let deviation, let persistence, let lowest):
      guard let history else {
        throw ScenarioError.noHistory(file: file.file, line: path.line, driver: path.column)
      }
      return .seasonal(
        pattern: history.yearlyPattern(from: first), standardDeviation: deviation, persistence: persistence,
        lowest: lowest)
    case .forecast where history == nil:
      throw ScenarioError.noHistory(file: file.file, line: path.line, driver: path.column)
    default: return self
    }
  }
}
