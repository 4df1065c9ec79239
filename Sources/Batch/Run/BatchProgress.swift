/// The progress of a batch.
public struct BatchProgress: Sendable {
  /// Series that are done, those of an earlier run included.
  public let series: Int
  /// Those of an earlier run.
  public let earlier: Int
  /// Failures.
  public let failed: Int
  /// The share of the input that is done; nil where its size is not known.
  public let share: Double?
  /// The share that was skipped because an earlier run had done it.
  public let earlierShare: Double
  /// Seconds since the start.
  public let seconds: Double

  package init(series: Int, earlier: Int, failed: Int, share: Double?, earlierShare: Double, seconds: Double) {
    self.series = series
    self.earlier = earlier
    self.failed = failed
    self.share = share
    self.earlierShare = earlierShare
    self.seconds = seconds
  }

  /// Series per second.
  public var rate: Double { seconds > 0 ? Double(series - earlier) / seconds : 0 }
  /// Seconds left; nil where unknown.
  public var left: Double? {
    share.flatMap { share in
      share - earlierShare > 0.001 ? seconds / (share - earlierShare) * (1 - share) : nil
    }
  }
}
