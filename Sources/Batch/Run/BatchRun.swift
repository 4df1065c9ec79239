import Forecasting
import Reporting
import SeriesIO

/// Forecasts a panel, series by series, on several cores, in bounded memory.
///
/// One reader finds the rows of whole series; workers split, fit, forecast and write them as text; the texts are put in
/// the order of the series and into part files, so that the number of workers never changes a byte. A series that
/// cannot be forecast is recorded as a failure and does not stop the others.
public struct BatchRun {
  private var options: BatchOptions
  private let rows: (@Sendable ([UInt8]) throws -> Void)?

  /// A batch to run.
  ///
  /// - Parameters:
  ///   - options: its inputs and the options of its forecasts.
  ///   - rows: receives the bytes of the forecasts, the header first, where the options name no folder.
  public init(_ options: BatchOptions, rows: (@Sendable ([UInt8]) throws -> Void)? = nil) {
    self.options = options
    self.rows = rows
  }

  /// Runs the batch.
  ///
  /// - Parameters:
  ///   - progress: called with the progress from time to time.
  ///   - remark: called with what had to be decided in reading a panel that is not in plain form.
  /// - Returns: what was done.
  /// - Throws: `SeriesIOError` and ``BatchError``; what is complete in the output folder stays complete; and what the
  ///   receiver of rows throws.
  public func run(
    progress: (BatchProgress) -> Void = { _ in }, remark: (ReadingRemark) -> Void = { _ in }
  ) throws -> BatchSummary {
    guard options.isPooled else { return try forecast(progress, remark) }
    var pooled = self
    pooled.options.pools = try BatchPool(options).fit()
    return try pooled.forecast(progress, remark)
  }

  /// The pass that forecasts.
  private func forecast(
    _ progress: (BatchProgress) -> Void, _ remark: (ReadingRemark) -> Void
  ) throws -> BatchSummary {
    let clock = ContinuousClock()
    let start = clock.now
    func seconds() -> Double {
      let time = start.duration(to: clock.now).components
      return Double(time.seconds) + Double(time.attoseconds) * 1e-18
    }
    let input = try InputFile(path: options.panel)
    let futureInput = try options.futureDrivers.map { path throws(SeriesIOError) in try InputFile(path: path) }
    let fingerprint = Fingerprint()
    let reader = try PanelReader(
      input, options.columns(mau: options.mauColumn, drivers: options.forecasts.model.inputColumns),
      sorted: options.isSorted,
      observe: input.stamp == nil && options.folder != nil ? { fingerprint.add($0[...]) } : nil, remark: remark)
    let layout = try PanelLayout(
      reader, month: options.month, mau: options.mauColumn, drivers: options.forecasts.model.inputColumns,
      group: options.pools?.column)
    let futureReader = try futureInput.map { input throws(SeriesIOError) in
      try PanelReader(
        input, options.columns(mau: nil, drivers: options.forecasts.model.inputColumns), sorted: options.isSorted,
        remark: remark)
    }
    let futureLayout = try futureReader.map { reader throws(SeriesIOError) in
      let known = options.forecasts.model.inputColumns.filter { reader.header.contains($0) }
      guard !known.isEmpty || options.forecasts.model.inputColumns.isEmpty else {
        throw .noSuchColumn(options.forecasts.model.inputColumns[0], files: [reader.file], columns: reader.header)
      }
      return try PanelLayout(reader, month: options.month, mau: nil, drivers: known)
    }
    // The folder comes last: an unreadable input leaves nothing there.
    let output = try output()
    do {
      if let finished = output.finished { return finished }
      let job = BatchJob(options: options, layout: layout, futureLayout: futureLayout)
      let earlier = output.counts.series
      let blocks = try BatchReader(reader, futures: futureReader, done: earlier)
      try Pipeline(job: job, jobs: options.jobs).run(blocks) { position, rows in
        try output.add(rows)
        func share(_ bytes: Int) -> Double? { input.stamp.map { min(1, Double(bytes) / Double(max(1, $0.size))) } }
        progress(
          BatchProgress(
            series: output.counts.series, earlier: earlier, failed: output.counts.failed, share: share(position),
            earlierShare: share(blocks.passed) ?? 0, seconds: seconds()))
      }
      for file in [input, futureInput].compactMap(\.self) where !file.isUnchanged {
        throw SeriesIOError.changedWhileRead(file: file.name)
      }
      if output.counts.series == 0 { throw SeriesIOError.noRows(file: options.panel, hasHeader: true) }
      let time = seconds()
      let parts = try output.finish(streamed: fingerprint.bytes > 0 ? fingerprint : nil, seconds: time)
      return BatchSummary(counts: output.counts, earlier: earlier, parts: parts, seconds: time)
    } catch {
      output.abandon()
      throw error
    }
  }

  private func output() throws -> any BatchOutput {
    if let folder = options.folder { return try FolderOutput(options, path: folder) }
    // Cannot trap: a misuse by the caller, not an input.
    guard let rows else { preconditionFailure("a batch needs a folder or a receiver of rows") }
    return try RowOutput(coverages: options.forecasts.coverages, rows)
  }
}
