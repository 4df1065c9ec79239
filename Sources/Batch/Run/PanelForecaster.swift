import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Models
import Reporting
import Series
import SeriesIO
import Univariate

/// Forecasts the series of a panel one after another in the same storage: complete ones by ``CompleteSeriesFit``, the others by the
/// model itself.
public struct PanelForecaster: Sendable {
  /// What is forecast, and how.
  public struct Options: Sendable {
    /// The model that forecasts the series.
    public var model: any Model
    /// The horizon in months.
    public var months = 24
    /// The probabilities of the intervals, ascending.
    public var coverages = Coverages.usual
    /// The number of simulated paths per series, even; nil for intervals by the formula.
    public var draws: Int?
    /// The seed; every series has its own, derived from it and the bytes of the series' name.
    public var seed: UInt64 = 1
    /// How drivers without future values are extended.
    public var drivers = DriverContinuation.forecast
    /// The distribution of the effects among series, from which those of every series borrow; nil for none.
    public var pool: FittedPool?

    /// A model with the usual options.
    public init(_ model: any Model) { self.model = model }
  }

  /// A series.
  public struct Input {
    /// Its identity, from which its seed follows.
    public var identity: SeriesIdentity
    /// Its figures and raw drivers, the latter in the order of ``PanelForecaster/columns``.
    public var rows: SeriesRows
    /// Later raw drivers and their names, all of them among ``PanelForecaster/columns``; nil for none.
    public var later: (rows: SeriesRows, names: [String])?

    /// A series without later drivers.
    public init(_ identity: SeriesIdentity, _ rows: SeriesRows) {
      self.identity = identity
      self.rows = rows
    }
  }

  /// The raw drivers that the model reads.
  public let columns: [String]
  /// The column of users.
  public let mau: String
  /// What is forecast, and how.
  public let options: Options

  private let forecaster: SeriesForecaster
  /// The same with the pool as prior knowledge of the effects.
  private let pooled: SeriesForecaster?
  /// The names of the effects that borrow from the pool.
  private let pooledNames: [String]
  private var growth: CompleteSeriesFit?
  /// By driver of the model, the position of its column; nil for steps and pulses.
  private let positions: [Int?]

  /// The months of the forecast of the last series.
  public private(set) var months: [Month] = []
  /// By month, the median and then the lower and upper end of every interval, in users.
  public private(set) var values: [Double] = []
  /// The model that made it.
  public private(set) var model = ""
  /// Whether the fallback made the forecast because there are too few figures for the model.
  public private(set) var isFallback = false
  /// The names of the coefficients.
  public private(set) var coefficientNames: [String] = []
  /// By coefficient its estimate, standard error and 95 % interval; NaN for the last three where it has no error.
  public private(set) var coefficients: [Double] = []

  /// The number of ``values`` per month.
  public var width: Int { 1 + 2 * options.coverages.count }

  /// Storage for the series of a panel.
  ///
  /// - Parameters:
  ///   - options: what is forecast, and how.
  ///   - mau: the column of users in messages.
  public init(_ options: Options, mau: String = "mau") {
    self.options = options
    self.mau = mau
    let columns = options.model.inputColumns
    self.columns = columns
    forecaster = SeriesForecaster(options.model, months: options.months)
    pooled = options.pool.flatMap { pool in
      (options.model as? NetGrowth).map { SeriesForecaster($0.borrowing(from: pool), months: options.months) }
    }
    pooledNames =
      pooled == nil ? [] : (options.model.statedSpecification?.drivers ?? []).map { Self.pooledName($0.name) }
    var positions: [Int?] = []
    if let specification = (options.model as? NetGrowth)?.specification {
      positions = specification.drivers.map { driver in
        driver.expression.column.flatMap { columns.firstIndex(of: $0) }
      }
      if options.draws == nil, options.drivers == .hold {
        growth = CompleteSeriesFit(specification, months: options.months, coverages: options.coverages)
        growth?.pool = options.pool
      }
    }
    self.positions = positions
  }

  /// Fits and forecasts a series.
  ///
  /// - Parameters:
  ///   - series: the series.
  ///   - table: its users and drivers by month with their places in a file, and its later drivers; asked for only where they are needed.
  /// - Throws: the errors of model and forecast.
  public mutating func run(
    _ series: Input, table: () -> (history: MonthlyTable, later: [MonthlyColumn])
  ) throws {
    if runQuickly(series) { return }
    let (history, later) = table()
    var how = ForecastOptions()
    how.coverages = options.coverages
    how.seed = options.seed &+ series.identity.value &* 0x9E37_79B9_7F4A_7C15
    how.computation = options.draws == nil ? .closedForm : .simulation
    how.draws = options.draws ?? how.draws
    how.drivers = options.drivers
    let result = try (pooled ?? forecaster).forecast(history, drivers: later, options: how)
    months = result.forecast.months.map(\.month)
    values = result.forecast.months.flatMap { month in
      [month.median] + month.intervals.flatMap { [$0.lower, $0.upper] }
    }
    (model, isFallback) = (result.forecast.name, result.isFallback)
    coefficientNames = []
    coefficients = []
    guard pooled != nil, !isFallback else { return append(result.coefficients) }
    model += Self.pooledSuffix
    // What the series says by itself, as far as it says anything.
    if let own = try? options.model.fit(history, benchmarks: false) { append(own.coefficients) }
    let effects = Dictionary(result.coefficients.map { ($0.name, $0) }) { first, _ in first }
    let names = (options.model.statedSpecification?.drivers ?? []).map(\.name)
    append(names.compactMap { effects[$0] }, as: Self.pooledName)
  }

  private mutating func append(_ all: [Coefficient], as name: (String) -> String = { $0 }) {
    for coefficient in all {
      coefficientNames.append(name(coefficient.name))
      guard coefficient.hasError else {
        coefficients += [coefficient.estimate, .nan, .nan, .nan]
        continue
      }
      let interval = coefficient.interval(coverage: CoefficientRows.coverage)
      coefficients += [coefficient.estimate, coefficient.standardError, interval.lowerBound, interval.upperBound]
    }
  }

  /// What follows the name of a model whose effects borrow from other series.
  static let pooledSuffix = " (pooled)"

  /// The name of an effect that borrows from other series.
  static func pooledName(_ effect: String) -> String { effect + pooledSuffix }

  /// Fits the model to a series, its effects borrowing from the pool.
  ///
  /// - Parameter table: its users and drivers by month.
  /// - Returns: the fit.
  /// - Throws: the errors of the model.
  public func fit(_ table: MonthlyTable) throws -> any FittedModel {
    let borrowing = options.pool.flatMap { pool in (options.model as? NetGrowth)?.borrowing(from: pool) }
    return try (borrowing ?? options.model).fit(table, benchmarks: false)
  }

  /// What a series says of its effects, for a pool of them.
  ///
  /// - Parameters:
  ///   - series: the series.
  ///   - table: its users and drivers by month.
  /// - Returns: the estimates; nil for a series that has none.
  public mutating func estimate(_ series: Input, table: () -> MonthlyTable) -> PooledEstimate? {
    let raw = raw(series.rows)
    if let first = series.rows.months.first, isComplete(series.rows),
      growth?.solve(first: Month(ordinal: first), mau: series.rows.mau, raw: raw) != nil
    {
      return growth?.pooledEstimate
    }
    return (try? options.model.fit(table(), benchmarks: false) as? FittedNetGrowth)?.pooledEstimate
  }

  /// Whether the rows of a series are those of consecutive months.
  private func isComplete(_ rows: SeriesRows) -> Bool {
    guard let first = rows.months.first else { return false }
    for row in 1..<max(1, rows.months.count) where rows.months[row] != first + row { return false }
    return true
  }

  /// The raw columns by driver of the model.
  private func raw(_ rows: SeriesRows) -> [[Double]] { positions.map { $0.map { rows.drivers[$0] } ?? [] } }

  /// Fits and forecasts a series whose cells have no places.
  ///
  /// - Parameter series: the series.
  /// - Throws: the errors of model and forecast.
  public mutating func run(_ series: Input) throws {
    let names = (mau: mau, drivers: columns)
    try run(series) {
      let (mau, drivers) = series.rows.columns(names)
      let later = series.later.map { $0.rows.columns(("", $0.names)).drivers } ?? []
      return (MonthlyTable(mau: mau, drivers: drivers), later)
    }
  }

  /// Forecasts a complete monthly series; false where the general method is needed.
  private mutating func runQuickly(_ series: Input) -> Bool {
    guard growth != nil, let first = series.rows.months.first else { return false }
    let rows = series.rows
    guard isComplete(rows) else { return false }
    var raw = raw(rows)
    if let later = series.later, !extend(&raw, from: first, rows.mau, by: later) { return false }
    guard growth?.run(first: Month(ordinal: first), mau: rows.mau, raw: raw) == true, let growth else { return false }
    let start = growth.first
    if months.count != options.months || months.first != start {
      months = (0..<options.months).map { start.advanced(by: $0) }
    }
    (values, model, isFallback) = (growth.values, FittedNetGrowth.name, false)
    (coefficientNames, coefficients) = (growth.coefficientNames + pooledNames, growth.coefficients)
    if pooled != nil { model += Self.pooledSuffix }
    return true
  }

  /// Extends raw columns with later drivers; false where these do not reach the horizon month by month.
  private func extend(
    _ raw: inout [[Double]], from first: Int, _ mau: [Double], by later: (rows: SeriesRows, names: [String])
  ) -> Bool {
    guard let end = mau.lastIndex(where: { !$0.isNaN }), end - (mau.firstIndex { !$0.isNaN } ?? 0) >= 12 else {
      return false
    }
    let total = end + 1 + options.months
    for (index, position) in positions.enumerated() {
      guard let position, let place = later.names.firstIndex(of: columns[position]) else { continue }
      let known = raw[index].lastIndex { !$0.isNaN } ?? -1
      raw[index].removeLast(raw[index].count - known - 1)
      if known + 1 < total { raw[index].append(contentsOf: repeatElement(.nan, count: total - known - 1)) }
      for (row, value) in zip(later.rows.months, later.rows.drivers[place])
      where row - first > known && row - first < total {
        raw[index][row - first] = value
      }
      guard !raw[index][total - 1].isNaN else { return false }
    }
    return true
  }
}
