import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Series

/// A raw column, or an upstream quantity, and what each scenario says about it.
struct ScenarioColumn: Sendable {
  /// What one scenario says.
  final class Course: Sendable {
    /// The path without upstream quantities, from ``ScenarioColumn/first`` on.
    let path: [Double]
    /// How draws differ; nil for not at all.
    let randomness: DriverRandomness?
    /// The first month of the path that is drawn: its own first change, or the month behind the base.
    let firstDrawn: Int
    /// Draws along the path; nil where draws do not differ, or come from a forecast.
    let sampler: DriverSampler?

    init(path: [Double], randomness: DriverRandomness?, firstDrawn: Int) {
      self.firstDrawn = firstDrawn
      let level = randomness?.ownLevel
      let path = path.enumerated().map { $0 < firstDrawn ? $1 : level ?? $1 }
      self.path = path
      self.randomness = randomness
      if case .forecast = randomness {
        sampler = nil
      } else {
        sampler = randomness.map { DriverSampler($0, path: path) }
      }
    }
  }

  /// Its name.
  let name: String
  /// The first month of the paths: the first one without a known value, or the one behind the base if that is earlier.
  let first: Month
  /// The number of months of a path whose values are known.
  let known: Int
  /// The values before ``first``; 11 years at the reference level for a stated driver.
  let history: MonthlyColumn
  /// The level that an upstream quantity is measured from, or a stated driver starts at; nil with a history.
  let reference: Double?
  /// The lowest and highest value that was seen, or stated; nil where nothing is known.
  let range: ClosedRange<Double>?
  /// The forecast from the history, where a scenario asks for it.
  private(set) var forecast: DriverForecast?
  /// One a scenario, and the one without any change behind them.
  private(set) var courses: [Course] = []

  /// The months before a stated driver's path that it stands at its reference: lags reach back so far.
  private static let monthsBefore = 132

  /// A column of a file.
  ///
  /// - Parameters:
  ///   - name: its name in scenarios.
  ///   - file: the scenarios.
  ///   - base: the base month.
  ///   - history: the raw column of a fit; nil for one that is stated.
  ///   - reference: the level it stands at before, where there is no history.
  ///   - range: the levels that were seen, where they are stated.
  ///   - earliest: the first month of upstream quantities that move it; nil for none.
  ///   - inputs: where tables come from.
  /// - Throws: ``ScenarioError``, and the errors of the inputs.
  init(
    _ name: String, _ file: ScenarioFile, base: Month, history: MonthlyColumn?, reference: Double,
    range: ClosedRange<Double>?, earliest: Month? = nil, _ inputs: ScenarioInputs
  ) throws {
    self.name = name
    let end = file.horizon.advanced(by: 1)
    let behind = base.advanced(by: 1)
    // The paths in the order of the scenarios, then the one without any change.
    let paths = file.scenarios.map { scenario in scenario.paths.first { $0.column == name } } + [nil]
    let free = history.flatMap(\.lastObservedMonth)?.advanced(by: 1)
    let changes = try paths.map { try DriverPath($0?.resolved(file, free ?? .distantPast, end, inputs) ?? []) }
    // A stated driver begins to move in the month behind the base, or earlier where its own path says so.
    let starts = changes.map { free ?? min($0.firstMonth ?? behind, behind) }
    var fixed: [Double] = []
    let level: Double
    if let history, let free, let value = history[free.advanced(by: -1)] {
      level = value
      first = min(free, behind)
      var latest = value
      fixed =
        first.distance(to: free) > 0
        ? (first..<free).map { month in
          latest = history[month] ?? latest
          return latest
        } : []
      self.history = history.clipped(to: history.first..<max(history.first, first))
      self.reference = nil
      let values = history.observedMonths.compactMap { history[$0] }
      self.range = range ?? (values.min() ?? value)...(values.max() ?? value)
    } else {
      level = reference
      first = min(starts.min() ?? behind, earliest ?? behind)
      self.history = MonthlyColumn(
        name: name, first: first.advanced(by: -Self.monthsBefore),
        values: [Double](repeating: reference, count: Self.monthsBefore), file: "path")
      self.reference = reference
      self.range = range
    }
    fixed = Array(fixed.prefix(max(0, first.distance(to: end))))
    known = fixed.count
    for (index, path) in paths.enumerated() {
      do {
        let start = min(starts[index], end)
        let lead = [Double](repeating: level, count: max(0, first.distance(to: start) - known))
        let moved = try changes[index].values(in: start..<end, after: level, column: name)
        courses.append(
          Course(
            path: fixed + lead + moved,
            randomness: try path?.randomness.map { try resolved($0, path, file, history, moved.count) },
            firstDrawn: known + lead.count))
      } catch let error as DriverError {
        let name = index < file.scenarios.count ? file.scenarios[index].name : file.reference
        throw ScenarioError.driver(scenario: name, error)
      }
    }
  }

  /// A distribution whose values are known.
  private mutating func resolved(
    _ randomness: DriverRandomness, _ path: ScenarioFile.Path?, _ file: ScenarioFile, _ history: MonthlyColumn?,
    _ months: Int
  ) throws -> DriverRandomness {
    switch randomness {
    case .history(nil, let block):
      guard let history else { throw ScenarioError.noHistory(file: file.file, line: path?.line ?? 0, driver: name) }
      return .history(values: history.observedMonths.compactMap { history[$0] }, block: block)
    case .forecast(let method):
      guard let history else { throw ScenarioError.noHistory(file: file.file, line: path?.line ?? 0, driver: name) }
      forecast = DriverForecast(history, method: method ?? .suggested(for: history), months: months)
      return randomness
    default: return randomness
    }
  }

  /// Whether the draws of any scenario need the probabilities of normal deviates.
  var needsProbabilities: Bool { courses.contains { $0.randomness?.needsProbabilities == true } }

  /// Whether the draws of any scenario need normal deviates.
  var needsNormals: Bool {
    courses.contains { course in
      if case .forecast = course.randomness { return false }
      return course.randomness != nil
    }
  }
}

extension ScenarioFile.Path {
  /// The changes with the tables of data files read.
  fileprivate func resolved(
    _ file: ScenarioFile, _ free: Month, _ end: Month, _ inputs: ScenarioInputs
  ) throws -> [DriverPath.Change] {
    try changes.map { change in
      switch change {
      case .stated(let change): return change
      case .data(let data, let column):
        let values = try inputs.column(column, data)
        let entries = values.observedMonths.filter { $0 >= free && $0 < end }.compactMap { month in
          values[month].map { DriverPath.TableEntry(month: month, value: $0) }
        }
        guard !entries.isEmpty else {
          throw ScenarioError.emptyTable(file: file.file, line: line, data: data, column: column, until: file.horizon)
        }
        return .table(entries)
      }
    }
  }
}

extension Month {
  /// Before every month of data.
  fileprivate static let distantPast = Month(year: 1, month: 1)
}

extension ScenarioColumn {
  /// History and path of a scenario together.
  func complete(_ scenario: Int) -> MonthlyColumn {
    history.continued(
      by: MonthlyColumn(
        name: name, first: first, values: courses[scenario].path, file: reference == nil ? history.file : "path"))
  }
}
