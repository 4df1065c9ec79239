import Batch
import ChurnModels
import Evaluation
import Forecasting
import Models
import Reporting
import Scenarios
import Series
import SeriesIO
import Univariate

/// A page for people about any input.
public struct PageRequest: Sendable {
  /// What the page is about.
  public var input: WorkbenchInput
  /// The figures and drivers of data that are in memory; nil where they are read.
  public var table: MonthlyTable?
  /// Columns and months of data.
  public var data: DataRequest
  /// The model of data.
  public var model: ModelRequest
  /// The horizon in months; nil for 12.
  public var months: Int?
  /// The coverages of the intervals; nil for 80 and 95 %.
  public var coverages: [Double]?
  /// The seed of simulations; nil for 1, or the one in a scenario file.
  public var seed: UInt64?
  /// The values of drivers after the last figure; nil for none.
  public var future: FutureFile?
  /// How drivers without such values are extended.
  public var continuation = ForecastOptions().drivers
  /// What a page about scenarios is to answer.
  public var subject = ScenarioSubject()
  /// The work that is allowed; a page of a batch has none.
  public var limit = WorkLimit.none

  /// A page by the usual options.
  ///
  /// - Parameter files: what it is about; see ``WorkbenchInput``.
  public init(_ files: [String]) {
    input = WorkbenchInput(files)
    data = DataRequest(files)
    model = ModelRequest()
  }

  /// A page about figures and drivers that are in memory, by the usual options.
  ///
  /// - Parameters:
  ///   - table: the figures and drivers.
  ///   - name: where they come from, for the page.
  public init(_ table: MonthlyTable, name: String) {
    self.init([name])
    input = .data([name])
    self.table = table
  }

  /// Reads, computes and builds the page.
  ///
  /// - Parameters:
  ///   - reproduction: the command that reproduces it.
  ///   - remark: called with everything that had to be decided in reading data.
  /// - Returns: the page.
  /// - Throws: the errors of what is read and computed; `WorkError` where it would take too much.
  public func page(
    _ reproduction: ReportPage.Reproduction, remark: (ReadingRemark) -> Void = { _ in }
  ) throws -> ReportPage {
    var page =
      switch input {
      case .fit(let file): try page(ofFit: file).page(reproduction)
      case .scenario(let file): try page(ofScenario: file).page(reproduction)
      case .batch(let folder): try BatchPage(folder: folder).page(reproduction)
      case .data: try pageOfData(remark).page(reproduction)
      }
    page.sources = input.files
    return page
  }

  private func page(ofFit file: String) throws -> ModelPage {
    let fit = try SavedFit.read(TextFile.text(of: file), file: file, limit: limit)
    if let growth = fit as? FittedNetGrowth, !growth.decays.isEmpty {
      // The notes have the profile of every decay.
      try NetGrowth(growth.specification).fittingWork(growth.data, benchmarks: true).check(limit)
    }
    return try page(of: fit, futures: future?.columns(for: fit) ?? [], backtest: nil)
  }

  private func pageOfData(_ remark: (ReadingRemark) -> Void) throws -> ModelPage {
    let table = try table ?? data.table(for: model.specification, remark: remark)
    var options = Backtest.Options()
    options.months = months ?? options.months
    options.coverages = coverages ?? options.coverages
    // The page of a stock-and-flow model compares benchmarks only.
    let judged = model.specification.flows == nil ? model : ModelRequest()
    let drawn = DrawnDrivers(
      model.specification.driverColumns, in: table, continuation: forecastOptions.drivers)
    let work =
      model.model.fittingWork(table, benchmarks: true).then(judged.backtestWork(table, options: options))
      .then(
        model.model.forecastingWork(
          history: table.mau.months.count, months: months ?? 12, drawn: drawn, options: forecastOptions))
    try work.check(limit)
    let fit = try model.model.fit(table, benchmarks: true)
    return try page(
      of: fit, futures: future?.columns(for: fit) ?? [], backtest: judged.backtest(table, options: options))
  }

  private func page(
    of fit: any FittedModel, futures: [MonthlyColumn], backtest: Backtest?
  ) throws -> ModelPage {
    let options = forecastOptions
    let months = months ?? 12
    try fit.forecastingWork(months: months, drivers: futures, options: options).check(limit)
    let forecast = try fit.forecast(months: months, drivers: futures, options: options)
    let naive = try Benchmark.naive.forecast(fit.data.mau, months: months, coverages: options.coverages)
    return ModelPage(fit, forecast: forecast, naive: naive, backtest: backtest)
  }

  private var forecastOptions: ForecastOptions {
    var options = ForecastOptions()
    options.coverages = coverages ?? options.coverages
    options.seed = seed ?? options.seed
    options.drivers = continuation
    return options
  }

  private func page(ofScenario file: String) throws -> ScenarioPage {
    let compiled = try ScenarioRequest(path: file, seed: seed, limit: limit).solution()
    try compiled.work(of: ScenarioFindings.questions(subject)).check(limit)
    let solution = compiled.keepingDraws()
    let run = try solution.run()
    return ScenarioPage(run, findings: try ScenarioFindings(solution, run, subject), about: subject)
  }
}
