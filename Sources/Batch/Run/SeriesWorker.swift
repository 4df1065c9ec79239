import ChurnModels
import Parallel
import Reporting
import Series
import SeriesIO

/// Forecasts the series of a block and writes their rows.
struct SeriesWorker {
  private let job: BatchJob
  private let decoder: PanelDecoder
  private let futureDecoder: PanelDecoder?
  /// That of ``group``.
  private var forecaster: PanelForecaster
  /// The group of the last series, where effects are pooled by groups.
  private var group = ""
  /// Those of other groups.
  private var others: [String: PanelForecaster] = [:]
  /// The coefficients of the last series, as cells.
  private var coefficientNames: (names: [String], cells: [[UInt8]]) = ([], [])

  init(_ job: BatchJob) {
    self.job = job
    decoder = PanelDecoder(job.layout)
    futureDecoder = job.futureLayout.map { PanelDecoder($0) }
    forecaster = Self.forecaster(job, group: "")
  }

  private static func forecaster(_ job: BatchJob, group: String) -> PanelForecaster {
    var options = job.options.forecasts
    if let pools = job.options.pools { options.pool = pools[group] }
    return PanelForecaster(options, mau: job.options.mauColumn)
  }

  /// Takes the forecaster of the group of the last series that was decoded.
  private mutating func changeGroup() {
    guard decoder.group != group else { return }
    others[group] = forecaster
    group = decoder.group
    forecaster = others.removeValue(forKey: group) ?? Self.forecaster(job, group: group)
  }

  /// The rows of a block.
  ///
  /// - Throws: errors that concern all series alike.
  mutating func output(_ block: BatchBlock) throws -> BlockOutput {
    var output = BlockOutput()
    if job.isPoolPass {
      output.effects = try effects(block)
      return output
    }
    output.forecasts.reserveCapacity(block.panel.count)
    for series in block.start..<block.panel.series.count {
      if job.options.stop.isRequested { throw BatchError.stopped }
      var outcome = SeriesOutcome()
      do {
        try forecast(block, series)
        append(to: &output)
        outcome.isFallback = forecaster.isFallback
        if let lookBack = job.options.lookBack { output.lookBacks += try rows(of: lookBack, block, series) }
      } catch {
        guard let reason = FailureReason(error) else { throw error }
        let message = VisibleText.line("\(error)")
        PanelText.append(
          series: PanelText.cell(decoder.name), reason: reason.rawValue, message: message, to: &output.failures)
        outcome.failure = .init(series: decoder.name, reason: reason, message: message)
      }
      outcome.forecastEnd = output.forecasts.count
      outcome.coefficientEnd = output.coefficients.count
      outcome.failureEnd = output.failures.count
      outcome.lookBackEnd = output.lookBacks.count
      output.outcomes.append(outcome)
    }
    return output
  }

  /// The sums of the effects of a block; series without any are left out.
  private mutating func effects(_ block: BatchBlock) throws -> [String: PoolSums] {
    var sums: [String: PoolSums] = [:]
    for series in block.start..<block.panel.series.count {
      if job.options.stop.isRequested { throw BatchError.stopped }
      guard (try? decoder.decode(series, of: block.panel)) != nil else { continue }
      // A blank group is none.
      guard decoder.layout.group == nil || !decoder.group.isEmpty else { continue }
      let input = PanelForecaster.Input(block.panel.series[series].identity, decoder.rows)
      let estimate = forecaster.estimate(input) { [decoder] in
        let columns = decoder.columns(of: series, in: block.panel)
        return MonthlyTable(mau: columns.mau, drivers: columns.drivers)
      }
      // A group without a single estimate is one, too.
      var group = sums[decoder.group] ?? PoolSums()
      if let estimate { try? group.add(estimate) }
      sums[decoder.group] = group
    }
    return sums
  }

  private mutating func forecast(_ block: BatchBlock, _ series: Int) throws {
    try decoder.decode(series, of: block.panel)
    changeGroup()
    var input = PanelForecaster.Input(block.panel.series[series].identity, decoder.rows)
    let future = block.futures.isEmpty ? nil : block.futures[series]
    if let futureDecoder, let future {
      try futureDecoder.decode(future.series, of: future.block)
      input.later = (futureDecoder.rows, futureDecoder.layout.drivers)
    }
    try forecaster.run(input) { [decoder, futureDecoder] in
      let columns = decoder.columns(of: series, in: block.panel)
      let later = future.flatMap { futureDecoder?.columns(of: $0.series, in: $0.block).drivers } ?? []
      return (MonthlyTable(mau: columns.mau, drivers: columns.drivers), later)
    }
  }

  /// What drivers have cost the last series.
  private func rows(of lookBack: BatchLookBack, _ block: BatchBlock, _ series: Int) throws -> [UInt8] {
    try lookBack.rows(PanelText.cell(decoder.name)) {
      let columns = decoder.columns(of: series, in: block.panel)
      return try forecaster.fit(MonthlyTable(mau: columns.mau, drivers: columns.drivers))
    }
  }

  /// Appends the rows of the last series.
  private mutating func append(to output: inout BlockOutput) {
    let name = PanelText.cell(decoder.name)
    PanelText.append(
      series: name, months: forecaster.months, values: forecaster.values, width: forecaster.width,
      model: PanelText.cell(forecaster.model), to: &output.forecasts)
    if coefficientNames.names != forecaster.coefficientNames {
      coefficientNames = (forecaster.coefficientNames, forecaster.coefficientNames.map { PanelText.cell($0) })
    }
    for (index, coefficient) in coefficientNames.cells.enumerated() {
      let numbers = forecaster.coefficients[(4 * index)..<(4 * index + 4)]
      let hasError = !numbers[numbers.startIndex + 1].isNaN
      PanelText.append(
        series: name, coefficient: coefficient, numbers.prefix(hasError ? 4 : 1), to: &output.coefficients)
    }
  }
}
