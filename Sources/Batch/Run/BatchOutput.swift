import SeriesIO

/// The destination of the rows of a batch.
protocol BatchOutput: AnyObject {
  /// The counts of series so far, including those of an earlier run.
  var counts: BatchCounts { get }
  /// The summary of an earlier run that was complete, so that nothing is left to do.
  var finished: BatchSummary? { get }

  /// Takes the rows of a block.
  func add(_ rows: BlockOutput) throws

  /// Discards whatever is not complete.
  func abandon()

  /// Completes the output.
  ///
  /// - Parameters:
  ///   - streamed: the fingerprint of a panel that could be read only once; nil for a file.
  ///   - seconds: how long the batch took.
  /// - Returns: the number of complete parts.
  /// - Throws: `SeriesIOError` where it cannot be written.
  func finish(streamed: Fingerprint?, seconds: Double) throws -> Int
}
