import Batch
import Parallel
import Reporting
import SeriesIO

/// The forecasts of the series of a table, computed piece by piece.
final class PanelRun {
  /// The tables that it gives.
  enum Table: Int32 {
    /// A row a month: series, month, median, intervals, model.
    case forecasts
    /// A row a coefficient: series, name, estimate, standard error, 95 % interval.
    case coefficients
    /// A row a series without a forecast: series, reason, message.
    case failures
    /// A row a series with all of these inside.
    case nested
  }

  private let request: EngineRequest
  private let forecaster: PanelForecaster
  private var groups: SeriesGroups
  /// Later drivers by series, and the names of their columns.
  private let later: (rows: [ExactName?: SeriesRows], names: [String])?
  private var outcomes: [SeriesOutcome] = []
  private let idColumn: String
  /// Whether any series had later drivers.
  private var hasLater = false
  /// The series that were forecast so far, and those among them that failed.
  private(set) var counts = (series: 0, failed: 0)

  /// The series that are computed in one step: as many as take about a third of a second, so that a caller can interrupt between two.
  private var stepSize = 64
  /// The most of them, and the rows of a batch that is handed over.
  private static let mostSeries = 2048

  /// - Parameters:
  ///   - text: the request.
  ///   - table: the table.
  ///   - later: later drivers; nil for none.
  /// - Throws: errors of the request and of the tables.
  init(_ text: String, _ table: ArrowReader, later: ArrowReader?) throws {
    let request = try RequestCache.request(text)
    self.request = request
    let forecaster = PanelForecaster(request.panelOptions, mau: request.target)
    self.forecaster = forecaster
    let id = request.panelID
    idColumn = id
    try OutcomeTables.checkNames(request, idColumn: id)
    groups = try SeriesGroups(
      table,
      TableLayout(id: id, time: request.time, target: request.target, drivers: forecaster.columns),
      isGrouped: request.isGrouped)
    let columns = forecaster.columns
    self.later = try later.map { try Self.read($0, id, request.time, columns) }
  }

  private static func read(
    _ table: ArrowReader, _ id: String, _ time: String, _ drivers: [String]
  ) throws(TableError) -> (rows: [ExactName?: SeriesRows], names: [String]) {
    let names = drivers.filter { table.names.contains($0) }
    if names.isEmpty, let first = drivers.first {
      throw .noColumn(first, columns: table.names, option: TableLayout.options.driver)
    }
    var groups = try SeriesGroups(
      table, TableLayout(id: id, time: time, target: nil, drivers: names), isGrouped: false)
    var rows: [ExactName?: SeriesRows] = [:]
    for series in try groups.next(.max) {
      if let fault = series.fault { throw fault.error }
      if let error = series.repetition { throw error }
      rows[series.name.map { ExactName($0) }] = series.rows
    }
    return (rows, names)
  }

  /// Forecasts some more series.
  ///
  /// - Returns: false at the end.
  /// - Throws: errors that concern all series alike.
  func step() throws -> Bool {
    let series = try groups.next(stepSize)
    guard !series.isEmpty else {
      if counts.series == 0 { throw TableError.empty }
      if let later, !later.rows.isEmpty, !hasLater {
        throw TableError.noneLater(examples: later.rows.keys.compactMap { $0?.text }.sorted().prefix(3).map { $0 })
      }
      return false
    }
    let clock = ContinuousClock()
    let start = clock.now
    // Pieces of equal size, a few for each thread, as series take unequal time.
    let size = max(1, min(128, series.count / (4 * request.threads)))
    let pieces = (series.count + size - 1) / size
    let (forecaster, later, style) = (forecaster, later, groups.style)
    let results = Workers.map(pieces, threads: request.threads) { piece in
      var forecaster = forecaster
      return series[(piece * size)..<min(series.count, (piece + 1) * size)].map { one in
        SeriesOutcome(one, by: &forecaster, style, later)
      }
    }
    if let later, !hasLater { hasLater = series.contains { later.rows[$0.name.map { ExactName($0) }] != nil } }
    let elapsed = start.duration(to: clock.now)
    if elapsed < .milliseconds(150) { stepSize = min(Self.mostSeries, 4 * stepSize) }
    if elapsed > .milliseconds(600) { stepSize = max(request.threads, stepSize / 2) }
    for outcome in results.joined() {
      if let error = outcome.error { throw error }
      counts.series += 1
      if outcome.failure != nil { counts.failed += 1 }
      outcomes.append(outcome)
    }
    return true
  }

  /// What was forecast since the last call with ``clear()``.
  ///
  /// - Parameter table: the table that is wanted.
  /// - Returns: its batches, at least one.
  func output(_ table: Table) -> ArrowBatches {
    let tables = OutcomeTables(request, idColumn: idColumn, idFormat: groups.nameFormat, groups.style)
    let size = Self.mostSeries
    let outcomes = outcomes
    let count = max(1, (outcomes.count + size - 1) / size)
    return ArrowBatches(
      tables.output(table, []),
      Workers.map(count, threads: request.threads) { batch in
        FilledBatch(tables.output(table, outcomes[(batch * size)..<min(outcomes.count, (batch + 1) * size)]))
      })
  }

  /// Forgets what was handed over.
  func clear() { outcomes.removeAll(keepingCapacity: true) }
}
