/// The result of a batch.
public struct BatchSummary: Sendable {
  /// The counts of series.
  public let counts: BatchCounts
  /// Series that an earlier run had done.
  public let earlier: Int
  /// Complete part files; 0 where forecasts went to standard output.
  public let parts: Int
  /// Seconds.
  public let seconds: Double

  package init(counts: BatchCounts, earlier: Int, parts: Int, seconds: Double) {
    self.counts = counts
    self.earlier = earlier
    self.parts = parts
    self.seconds = seconds
  }
}
