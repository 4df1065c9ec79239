import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Models
import Parallel
import Reporting
import Series
import SeriesIO
import Univariate

/// Fits and forecasts the series of a block and writes their rows.
struct SeriesWorker {
  private let job: BatchJob
  private let forecaster: SeriesForecaster
  private let decoder: PanelDecoder
  private let futureDecoder: PanelDecoder?
  private var growth: CompleteSeriesFit?
  private let coefficientNames: [[UInt8]]
  /// By driver of the model, the position of its column among those that are read; nil for steps and pulses.
  private let driverColumns: [Int?]

  init(_ job: BatchJob) {
    self.job = job
    forecaster = SeriesForecaster(job.options.model, months: job.options.months)
    decoder = PanelDecoder(job.layout)
    futureDecoder = job.futureLayout.map { PanelDecoder($0) }
    let options = job.options
    var growth: CompleteSeriesFit?
    var columns: [Int?] = []
    if let specification = (options.model as? NetGrowth)?.specification {
      columns = specification.drivers.map { driver in
        driver.expression.column.flatMap { job.layout.drivers.firstIndex(of: $0) }
      }
      if options.draws == nil, options.drivers == .hold {
        growth = CompleteSeriesFit(specification, months: options.months, coverages: options.coverages)
      }
    }
    self.growth = growth
    driverColumns = columns
    coefficientNames = growth?.coefficientNames.map { PanelText.cell($0) } ?? []
  }

  /// The rows of a block.
  ///
  /// - Throws: errors that concern all series alike.
  mutating func output(_ block: BatchBlock) throws -> BlockOutput {
    var output = BlockOutput()
    output.forecasts.reserveCapacity(block.panel.count)
    for series in block.start..<block.panel.series.count {
      if job.options.stop.isRequested { throw BatchError.stopped }
      var outcome = SeriesOutcome()
      var name = ""
      do {
        try decoder.decode(series, of: block.panel)
        name = decoder.name
        if try !quickly(block, series, &output) { try forecast(block, series, &output, &outcome) }
      } catch {
        guard let reason = FailureReason(error) else { throw error }
        name = decoder.name
        let message = VisibleText.line("\(error)")
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

  /// Forecasts a complete monthly series by ``CompleteSeriesFit``; false where the general method is needed.
  private mutating func quickly(_ block: BatchBlock, _ series: Int, _ output: inout BlockOutput) throws -> Bool {
    guard growth != nil else { return false }
    let months = decoder.months
    guard let first = months.first else { return false }
    for row in 1..<max(1, months.count) where months[row] != first + row { return false }
    let mau = decoder.mau
    var raw = driverColumns.map { $0.map { decoder.driver($0) } ?? [] }
    if futureDecoder != nil, block.futures[series] != nil, try !addFutures(block, series, mau, &raw) { return false }
    guard growth?.run(first: Month(ordinal: first), mau: mau, raw: raw) == true, let growth else { return false }
    let name = PanelText.cell(decoder.name)
    PanelText.append(
      series: name, from: growth.first, values: growth.values, width: growth.width, model: Self.growthName,
      to: &output.forecasts)
    for (index, coefficient) in coefficientNames.enumerated() {
      PanelText.append(
        series: name, coefficient: coefficient, growth.coefficients[(4 * index)..<(4 * index + 4)],
        to: &output.coefficients)
    }
    return true
  }

  private static let growthName = Array(FittedNetGrowth.name.utf8)

  /// Extends the raw columns with the future drivers; false where these do not reach the horizon month by month.
  private func addFutures(
    _ block: BatchBlock, _ series: Int, _ mau: [Double], _ raw: inout [[Double]]
  ) throws -> Bool {
    guard let futureDecoder, let future = block.futures[series], let first = decoder.months.first,
      let end = mau.lastIndex(where: { !$0.isNaN }), end - (mau.firstIndex { !$0.isNaN } ?? 0) >= 12
    else { return false }
    try futureDecoder.decode(future.series, of: future.block)
    let total = end + 1 + job.options.months
    for (index, column) in driverColumns.enumerated() {
      guard let column, let later = futureDecoder.layout.drivers.firstIndex(of: job.layout.drivers[column]) else {
        continue
      }
      let known = raw[index].lastIndex { !$0.isNaN } ?? -1
      raw[index].removeLast(raw[index].count - known - 1)
      if known + 1 < total { raw[index].append(contentsOf: repeatElement(.nan, count: total - known - 1)) }
      for (row, value) in zip(futureDecoder.months, futureDecoder.driver(later))
      where row - first > known && row - first < total {
        raw[index][row - first] = value
      }
      guard !raw[index][total - 1].isNaN else { return false }
    }
    return true
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
    how.coverages = options.coverages
    how.seed = options.seed &+ block.panel.series[series].identity.value &* 0x9E37_79B9_7F4A_7C15
    how.computation = options.draws == nil ? .closedForm : .simulation
    how.draws = options.draws ?? how.draws
    how.drivers = options.drivers
    let name = PanelText.cell(decoder.name)
    let result = try forecaster.forecast(table, drivers: futures, options: how)
    PanelText.append(series: name, result.forecast, model: result.forecast.name, to: &output.forecasts)
    PanelText.append(series: name, result.coefficients, to: &output.coefficients)
    outcome.isFallback = result.isFallback
  }
}
