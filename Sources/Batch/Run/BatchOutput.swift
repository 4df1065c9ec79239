import SeriesIO

/// Where the rows of a batch go.
protocol BatchOutput: AnyObject {
  /// What became of the series so far, those of an earlier run included.
  var counts: BatchCounts { get }
  /// The summary of an earlier run that had come to its end, so that nothing is left to do.
  var finished: BatchSummary? { get }

  /// Takes the rows of a block in.
  func add(_ rows: BlockOutput) async throws

  /// Gives up what is not complete.
  func abandon() async

  /// Completes what there is.
  ///
  /// - Parameters:
  ///   - streamed: the fingerprint of a panel that could be read only once; nil for a file.
  ///   - seconds: how long the batch took.
  /// - Returns: the number of complete parts.
  /// - Throws: `SeriesIOError` where it cannot be written.
  func finish(streamed: Fingerprint?, seconds: Double) async throws -> Int
}
