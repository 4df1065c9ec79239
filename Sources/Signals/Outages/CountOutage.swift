/// An outage seen in counts of reports.
public struct CountOutage: Sendable, Equatable {
  /// The first step.
  public let first: Int
  /// The last step.
  public let last: Int
  /// The largest count of a step.
  public let peak: Double
  /// The step of the largest count.
  public let peakPlace: Int
  /// All reports from the first to the last step.
  public let reports: Double
  /// How many would be usual.
  public let usual: Double
  /// The excess over what is usual, relative to the least one that is found; at least 1.
  public let strength: Double
  /// When it began and ended.
  let edges: OutageEdges
}
