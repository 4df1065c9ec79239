import Drivers
import Forecasting
import LeastSquares
import Series

extension ScenarioColumn {
  /// The number of months before a stated driver's path during which it is at its reference, for lags to reach back.
  private static let monthsBefore = 132

  /// Creates a column of a file.
  ///
  /// - Parameters:
  ///   - column: its name, history and reference.
  ///   - file: the scenarios.
  ///   - written: its path in each scenario; nil where none is written.
  ///   - base: the base month.
  ///   - past: the number of months after it that are past.
  ///   - earliest: the first month of upstream quantities that move it; nil for none.
  ///   - inputs: where tables come from.
  /// - Throws: ``ScenarioError``, and the errors of the inputs.
  init(
    _ column: RawColumn, _ file: ScenarioFile, _ written: [ScenarioFile.Path?], base: Month, past: Int = 0,
    earliest: Month? = nil, _ inputs: ScenarioInputs
  ) throws {
    let end = file.horizon.advanced(by: 1)
    let after = base.advanced(by: 1)
    // The paths in the order of the scenarios, then the path without any change.
    let written = written + [nil]
    let last = column.history.flatMap(\.lastObservedMonth)?.advanced(by: 1)
    // A past that is gone through again is free to change.
    let free = past > 0 ? last.map { min($0, after) } : last
    let changes = try written.map { try DriverPath($0?.resolved(file, free ?? .distantPast, end, inputs) ?? []) }
    // A stated driver begins to move in the month after the base, or earlier where its own path says so.
    let starts = changes.map { free ?? min($0.firstMonth ?? after, after) }
    let first: Month
    let level: Double
    var fixed: [Double] = []
    var recorded: [Double] = []
    if let history = column.history, let free, let last, let value = history[last.advanced(by: -1)] {
      first = min(free, after)
      fixed = history.filled(first..<max(first, free), before: value)
      if past > 0 {
        let filled = column.missing.filled(history, until: last)
        level = filled.filled(history.first..<free, before: value).last ?? value
        recorded = filled.filled(free..<max(free, last), before: level)
      } else {
        level = value
      }
      whole = history
      self.history = history.clipped(to: history.first..<max(history.first, first))
      reference = nil
      let values = history.observedMonths.compactMap { history[$0] }
      range = column.range ?? (values.min() ?? value)...(values.max() ?? value)
    } else {
      level = column.reference
      first = min(starts.min() ?? after, earliest ?? after)
      history = MonthlyColumn(
        name: column.name, first: first.advanced(by: -Self.monthsBefore),
        values: [Double](repeating: level, count: Self.monthsBefore), file: "path")
      whole = history
      reference = level
      range = column.range
    }
    var compiler = ScenarioPathCompiler(
      column, file, first: first, end: end, level: level, known: Array(fixed.prefix(max(0, first.distance(to: end)))),
      recorded: Array(recorded.prefix(max(0, (free ?? first).distance(to: end)))))
    let paths = try written.indices.map { index in
      try compiler.path(
        written[index], changes[index], from: min(starts[index], end),
        in: index < file.scenarios.count ? file.scenarios[index] : nil)
    }
    name = column.name
    self.first = first
    known = compiler.known.count
    forecasts = compiler.forecasts
    continued = compiler.continued
    late = compiler.late
    self.paths = Array(paths.dropLast())
    unchanged = paths[paths.count - 1]
  }
}

extension ScenarioFile.Path {
  /// The changes, with the tables of data files read.
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

extension MonthlyColumn {
  /// The values of some months; an unknown one takes the last known value before it.
  fileprivate func filled(_ months: Range<Month>, before value: Double) -> [Double] {
    var latest = value
    return months.map { month in
      latest = self[month] ?? latest
      return latest
    }
  }
}

extension Month {
  /// Before every month of data.
  fileprivate static let distantPast = Month(year: 1, month: 1)
}
