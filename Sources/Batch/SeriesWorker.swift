import ChurnModels
import Drivers
import Forecasting
import Reporting
import Series
import SeriesIO

/// What every worker needs to know.
struct BatchJob: Sendable {
  let options: BatchOptions
  let layout: PanelLayout
  let futureLayout: PanelLayout?
}

/// Fits and forecasts the series of a block and writes their rows.
struct SeriesWorker {
  private let job: BatchJob
  private let decoder: PanelDecoder
  private let futureDecoder: PanelDecoder?

  init(_ job: BatchJob) {
    self.job = job
    decoder = PanelDecoder(job.layout)
    futureDecoder = job.futureLayout.map { PanelDecoder($0) }
  }

  /// The rows of a block.
  ///
  /// - Throws: what is wrong with all series alike.
  func output(_ block: BatchBlock) throws -> BlockOutput {
    var output = BlockOutput()
    output.forecasts.reserveCapacity(block.panel.count)
    for series in block.start..<block.panel.series.count {
      var outcome = SeriesOutcome()
      var name = ""
      do {
        try decoder.decode(series, of: block.panel)
        name = decoder.name
        try forecast(block, series, &output, &outcome)
      } catch {
        guard let reason = FailureReason(error) else { throw error }
        name = decoder.name
        let message = "\(error)"
        PanelText.append(
          series: PanelText.cell(name), reason: reason.rawValue, message: message, to: &output.failures)
        outcome.failure = .init(series: name, reason: reason, message: message)
      }
      outcome.forecastEnd = output.forecasts.count
      outcome.coefficientEnd = output.coefficients.count
      outcome.failureEnd = output.failures.count
      output.outcomes.append(outcome)
    }
    return output
  }

  private func forecast(
    _ block: BatchBlock, _ series: Int, _ output: inout BlockOutput, _ outcome: inout SeriesOutcome
  ) throws {
    let columns = decoder.columns(of: series, in: block.panel)
    let table = MonthlyTable(mau: columns.mau, drivers: columns.drivers)
    var futures: [MonthlyColumn] = []
    if let futureDecoder, let future = block.futures[series] {
      try futureDecoder.decode(future.series, of: future.block)
      futures = futureDecoder.columns(of: future.series, in: future.block).drivers
    }
    let options = job.options
    var how = ForecastOptions()
    how.levels = options.levels
    how.seed = options.seed &+ UInt64(block.firstSeries + series) &* 0x9E37_79B9_7F4A_7C15
    how.computation = options.draws == nil ? .closedForm : .simulation
    how.draws = options.draws ?? how.draws
    how.drivers = options.drivers
    let name = PanelText.cell(decoder.name)
    let months = options.months
    do {
      switch options.model {
      case .netGrowth(let specification):
        let fit = try NetGrowth(specification).fit(table, benchmarks: false)
        let forecast = try fit.forecast(months: months, drivers: futures, options: how)
        PanelText.append(series: name, forecast, model: forecast.name, to: &output.forecasts)
        PanelText.append(series: name, fit.coefficients, to: &output.coefficients)
      case .churnHazard(let specification):
        let fit = try ChurnHazard(specification).fit(table)
        let forecast = try fit.forecast(months: months, drivers: futures, options: how)
        PanelText.append(series: name, forecast, model: forecast.name, to: &output.forecasts)
        PanelText.append(series: name, fit.coefficients, to: &output.coefficients)
      case .automatic(let specification):
        let automatic = try AutomaticForecast(
          specification: specification.drivers.isEmpty ? nil : specification, table)
        let forecast = try automatic.forecast(months: months, drivers: futures, options: how)
        PanelText.append(series: name, forecast, model: forecast.name, to: &output.forecasts)
        if automatic.weight > 0, let growth = automatic.growth {
          PanelText.append(series: name, growth.coefficients, to: &output.coefficients)
        }
      case .benchmark(let benchmark):
        let forecast = try benchmark.forecast(table.mau, months: months, levels: options.levels)
        PanelText.append(series: name, forecast, model: forecast.name, to: &output.forecasts)
      }
    } catch {
      guard let benchmark = options.model.fallback, Self.isTooShort(error) else { throw error }
      let forecast = try benchmark.forecast(table.mau, months: months, levels: options.levels)
      PanelText.append(series: name, forecast, model: forecast.name, to: &output.forecasts)
      outcome.isFallback = true
    }
  }

  /// Whether a model gave up because the figures are too few for it.
  private static func isTooShort(_ error: any Error) -> Bool {
    switch error {
    case ChurnModelError.tooFewObservations, ForecastError.notForecast: true
    default: false
    }
  }
}
