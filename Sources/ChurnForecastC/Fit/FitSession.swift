import ChurnModels
import Evaluation
import Forecasting
import Models
import Reporting
import Series
import SeriesIO
import Univariate
import Workbench

/// A fit of one series, and the answers to what is asked about it.
final class FitSession {
  private let request: EngineRequest
  /// How the table writes its months; nil for a fit that was read.
  private let style: TimeStyle?
  private let fit: any FittedModel
  /// Whether ``fit`` has the benchmarks with which it is compared.
  private let isCompared: Bool
  private var compared: (any FittedModel)?

  /// Fits a model to a table.
  ///
  /// - Parameters:
  ///   - text: the request.
  ///   - table: the table.
  /// - Throws: errors of request, table and model.
  init(_ text: String, _ table: ArrowReader) throws {
    request = try RequestCache.request(text)
    let (model, monthly, style) = try Self.model(request, table)
    self.style = style
    try model.fittingWork(monthly, benchmarks: false).check(request.limit)
    fit = try model.fit(monthly, benchmarks: false)
    isCompared = false
  }

  /// Reads a fit that ``Question/saved`` gave.
  ///
  /// - Parameters:
  ///   - saved: its text.
  ///   - text: the request that it was fitted by; an empty mapping where that is not known.
  /// - Throws: `ChurnModelError.badSavedFit`.
  init(saved: String, _ text: String) throws {
    request = try RequestCache.request(text)
    fit = try SavedFit.read(saved, file: "the saved fit", limit: .none)
    isCompared = true
    style = nil
  }

  /// What can be asked about a fit.
  enum Question: String, CaseIterable {
    /// Its estimates.
    case estimates
    /// A forecast.
    case forecast
    /// A page for people, in HTML.
    case page
    /// The fit as a text, with its data.
    case saved
  }

  /// The answer to a question.
  ///
  /// - Parameters:
  ///   - question: the question.
  ///   - options: a request; of a forecast its horizon, coverages, seed and drivers.
  ///   - format: of the answer, where it is no page.
  ///   - later: later drivers; nil for none.
  /// - Returns: a text.
  /// - Throws: errors of the forecast.
  func answer(_ question: Question, _ options: String, _ format: OutputFormat, later: ArrowReader?) throws -> String {
    let asked = try RequestCache.request(options)
    switch question {
    case .estimates: return try FittedModelReport(withBenchmarks()).rendered(as: format)
    case .saved: return try SavedFit.text(of: withBenchmarks())
    case .forecast:
      let forecast = try forecast(asked, later)
      let naive = try Benchmark.naive.forecast(fit.data.mau, months: asked.months, coverages: asked.coverages)
      return ForecastReport(
        name: fit.data.mau.name, forecast: forecast, naive: naive, madeBy: try withBenchmarks(),
        isDescribed: !isCompared
      ).rendered(as: format)
    case .page:
      var page = PageRequest(fit.data, name: fit.data.mau.name)
      page.model = modelRequest()
      page.months = asked.months
      page.coverages = asked.coverages
      page.seed = asked.seed
      page.continuation = asked.continuation
      page.limit = asked.limit
      return try HTMLPage(
        page.page(ReportPage.Reproduction(command: "churnforecast.Fit.report()", version: ProgramVersion.current))
      ).text
    }
  }

  private func forecast(_ asked: EngineRequest, _ later: ArrowReader?) throws -> Forecast {
    let futures = try futures(later)
    let how = asked.forecastOptions
    try fit.forecastingWork(months: asked.months, drivers: futures, options: how).check(asked.limit)
    return try fit.forecast(months: asked.months, drivers: futures, options: how)
  }

  /// A forecast as a table: months, medians and ends of intervals.
  ///
  /// - Parameters:
  ///   - options: a request with horizon, coverages, seed and drivers.
  ///   - later: later drivers; nil for none.
  /// - Returns: one batch.
  /// - Throws: errors of the forecast.
  func forecastTable(_ options: String, later: ArrowReader?) throws -> ArrowBatches {
    let asked = try RequestCache.request(options)
    let forecast = try forecast(asked, later)
    let values = forecast.months.flatMap { month in
      [month.median] + month.intervals.flatMap { [$0.lower, $0.upper] }
    }
    let columns = ForecastColumns(alias: asked.alias ?? forecast.name, coverages: asked.coverages)
    let months = forecast.months.map(\.month)
    try style?.check(months)
    let table = ArrowOutput(
      "",
      .record(
        [ArrowOutput(asked.time, (style ?? .days).values(months))] + columns.outputs([values], months: months.count)))
    return ArrowBatches(table, [FilledBatch(table)])
  }

  private func modelRequest() -> ModelRequest {
    if let model = request.model, request.statesModel || !isCompared { return model }
    switch fit {
    case let fit as AutomaticForecast: return ModelRequest(fit.specification, isAutomatic: true)
    case let fit as FittedNetGrowth: return ModelRequest(fit.specification, isAutomatic: false)
    case let fit as FittedChurnHazard: return ModelRequest(fit.specification, isAutomatic: false)
    default: return ModelRequest()
    }
  }

  /// The fit with the benchmarks with which it is compared; made when it is first asked for.
  private func withBenchmarks() throws -> any FittedModel {
    if isCompared { return fit }
    if let compared { return compared }
    let model = modelRequest()
    let fit = try model.fit(fit.data, limit: request.limit)
    compared = fit
    return fit
  }

  private func futures(_ later: ArrowReader?) throws -> [MonthlyColumn] {
    guard let later else { return [] }
    let names = fit.futureColumns
    let id = request.id.flatMap { later.names.contains($0) ? $0 : nil }
    let layout = TableLayout(id: id, time: request.time, target: nil, drivers: names)
    guard let (rows, _) = try Self.series(later, layout) else { throw TableError.empty }
    return rows.columns(("", names)).drivers
  }

  /// Backtests the model of a request.
  ///
  /// - Parameters:
  ///   - text: the request, with horizon, steps and coverages.
  ///   - table: the table.
  ///   - format: of the answer.
  /// - Returns: the report.
  /// - Throws: errors of request, table and model.
  static func backtest(_ text: String, _ table: ArrowReader, _ format: OutputFormat) throws -> String {
    let request = try RequestCache.request(text)
    let (_, monthly, _) = try model(request, table)
    guard request.months <= 120 else { throw InterfaceError.badRequest("`h` of a backtest is at most 120") }
    var options = Backtest.Options()
    options.months = request.months
    options.firstFigures = request.first
    options.every = request.every
    options.coverages = request.coverages
    let model = request.model ?? ModelRequest()
    return try BacktestReport(model.backtest(monthly, options: options, limit: request.limit)).rendered(as: format)
  }

  private static func model(
    _ request: EngineRequest, _ table: ArrowReader
  ) throws -> (model: any SpecifiedModel, table: MonthlyTable, style: TimeStyle) {
    guard request.benchmark == nil else { throw InterfaceError.nothingToFit }
    let model = (request.model ?? ModelRequest()).model
    let drivers = model.inputColumns
    let layout = TableLayout(id: request.id, time: request.time, target: request.target, drivers: drivers)
    guard let (rows, style) = try series(table, layout) else { throw TableError.empty }
    let (mau, columns) = rows.columns((request.target, drivers))
    return (model, MonthlyTable(mau: mau, drivers: columns), style)
  }

  /// The rows of the only series of a table; nil where it has none.
  private static func series(
    _ table: ArrowReader, _ layout: TableLayout
  ) throws(TableError) -> (rows: SeriesRows, style: TimeStyle)? {
    var groups = try SeriesGroups(table, layout, isGrouped: false)
    let series = try groups.next(.max)
    guard series.count <= 1 else {
      throw .severalSeries(column: layout.id ?? "", examples: series.prefix(3).map { $0.name ?? "" })
    }
    guard let only = series.first else { return nil }
    if let fault = only.fault { throw fault.error }
    if let error = only.repetition { throw error }
    return (only.rows, groups.style)
  }
}
