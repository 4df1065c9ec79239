import Batch
import Forecasting

/// Outcomes of series as tables.
struct OutcomeTables: Sendable {
  private let idColumn: String
  private let idFormat: String
  private let timeColumn: String
  private let style: TimeStyle
  private let columns: ForecastColumns

  /// - Parameters:
  ///   - request: what was asked for.
  ///   - idColumn: the column of series.
  ///   - idFormat: its format.
  ///   - style: how months are written.
  init(_ request: EngineRequest, idColumn: String, idFormat: String, _ style: TimeStyle) {
    (self.idColumn, self.idFormat, self.style) = (idColumn, idFormat, style)
    timeColumn = request.time
    columns = ForecastColumns(alias: request.alias ?? request.forecaster.name, coverages: request.coverages)
  }

  /// Refuses columns that the results would have twice.
  ///
  /// - Parameters:
  ///   - request: what was asked for.
  ///   - idColumn: the column of series.
  /// - Throws: ``InterfaceError/sharedName(_:)``.
  static func checkNames(_ request: EngineRequest, idColumn: String) throws(InterfaceError) {
    let columns = ForecastColumns(alias: request.alias ?? request.forecaster.name, coverages: request.coverages).names
    let taken = ["model", "coefficients", "forecasts", "coefficient", "reason", "message"] + coefficientLabels
    var seen: Set<String> = []
    for name in [idColumn, request.time] + columns where !seen.insert(name).inserted { throw .sharedName(name) }
    for name in [idColumn, request.time] where taken.contains(name) { throw .sharedName(name) }
  }

  private static let coefficientLabels = ["estimate", "standard_error", "lower95", "upper95"]

  /// A table of some outcomes.
  func output(_ table: PanelRun.Table, _ outcomes: ArraySlice<SeriesOutcome>) -> ArrowOutput {
    let columns =
      switch table {
      case .forecasts: forecasts(outcomes)
      case .coefficients:
        [ArrowOutput(idColumn, names(outcomes, \.coefficients.names.count))] + coefficientColumns(outcomes)
      case .failures: failures(outcomes.filter { $0.failure != nil }[...])
      case .nested: nested(outcomes)
      }
    return ArrowOutput("", .record(columns))
  }

  /// Names as the table has them.
  ///
  /// - Parameters:
  ///   - outcomes: of series.
  ///   - count: the number of rows of each.
  /// - Returns: one value a row.
  private func names(_ outcomes: ArraySlice<SeriesOutcome>, _ count: (SeriesOutcome) -> Int) -> ArrowValues {
    var places: [Int32] = []
    for (place, outcome) in zip(Int32(0)..., outcomes) { places += repeatElement(place, count: count(outcome)) }
    if idFormat == "u" { return .repeated(outcomes.map(\.name), places) }
    let numbers = outcomes.map { $0.name.flatMap { Int64($0) ?? UInt64($0).map { Int64(bitPattern: $0) } } }
    return .identifiers(places.map { numbers[Int($0)] }, format: idFormat)
  }

  private func monthColumn(_ outcomes: ArraySlice<SeriesOutcome>) -> ArrowOutput {
    ArrowOutput(timeColumn, style.values(outcomes.flatMap(\.months)))
  }

  private func valueColumns(_ outcomes: ArraySlice<SeriesOutcome>) -> [ArrowOutput] {
    columns.outputs(outcomes.lazy.map(\.values), months: outcomes.reduce(0) { $0 + $1.months.count })
  }

  private func forecasts(_ outcomes: ArraySlice<SeriesOutcome>) -> [ArrowOutput] {
    let models = Set(outcomes.map(\.model)).sorted()
    // Cannot trap: the models of a set are different.
    let places = Dictionary(uniqueKeysWithValues: zip(models, Int32(0)...))
    var made: [Int32] = []
    for outcome in outcomes { made += repeatElement(places[outcome.model] ?? 0, count: outcome.months.count) }
    return [ArrowOutput(idColumn, names(outcomes, \.months.count)), monthColumn(outcomes)] + valueColumns(outcomes)
      + [ArrowOutput("model", .repeated(models, made))]
  }

  /// Name, estimate, standard error and interval of every coefficient.
  private func coefficientColumns(_ outcomes: ArraySlice<SeriesOutcome>) -> [ArrowOutput] {
    // Series of one model have the same coefficients.
    var lists: [(names: [String], start: Int32)] = []
    var count: Int32 = 0
    var places: [Int32] = []
    var values = [[Double]](repeating: [], count: 4)
    for outcome in outcomes {
      let names = outcome.coefficients.names
      let start = lists.last { $0.names == names }?.start ?? count
      if start == count, !names.isEmpty {
        lists.append((names, start))
        count += Int32(clamping: names.count)
      }
      for index in names.indices {
        places.append(start + Int32(clamping: index))
        for place in 0..<4 { values[place].append(outcome.coefficients.values[4 * index + place]) }
      }
    }
    return [ArrowOutput("coefficient", .repeated(lists.flatMap(\.names), places))]
      + zip(Self.coefficientLabels, values).map { ArrowOutput($0, .doubles($1)) }
  }

  private func failures(_ outcomes: ArraySlice<SeriesOutcome>) -> [ArrowOutput] {
    [
      ArrowOutput(idColumn, names(outcomes) { _ in 1 }),
      ArrowOutput("reason", .texts(outcomes.map { $0.failure?.reason.rawValue })),
      ArrowOutput("message", .texts(outcomes.map { $0.failure?.message })),
    ]
  }

  private func nested(_ outcomes: ArraySlice<SeriesOutcome>) -> [ArrowOutput] {
    func lists(_ count: (SeriesOutcome) -> Int, _ columns: [ArrowOutput]) -> ArrowValues {
      let offsets = outcomes.reduce(into: [Int32(0)]) { $0.append($0[$0.count - 1] + Int32(clamping: count($1))) }
      return .lists(offsets, ArrowOutput("element", .record(columns)))
    }
    return [
      ArrowOutput(idColumn, names(outcomes) { _ in 1 }),
      ArrowOutput("model", .texts(outcomes.map { $0.failure == nil ? $0.model : nil })),
      ArrowOutput("forecasts", lists(\.months.count, [monthColumn(outcomes)] + valueColumns(outcomes))),
      ArrowOutput("coefficients", lists(\.coefficients.names.count, coefficientColumns(outcomes))),
      ArrowOutput("reason", .texts(outcomes.map { $0.failure?.reason.rawValue })),
      ArrowOutput("message", .texts(outcomes.map { $0.failure?.message })),
    ]
  }
}
