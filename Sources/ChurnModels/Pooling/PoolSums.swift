import RealModule

/// What a pool needs to know of any number of series, in memory that does not grow with them.
///
/// Series of similar precision share a bin: bins are boxes in the logarithms of the diagonal of C, of s² and of ν, each
/// with the number of its series, the mean and scatter of their effects and the means of C and s² C. The restricted
/// likelihood of the bins, every series with the average covariance of its bin, gives estimates whose equations remain
/// unbiased; only precision within a bin is lost. When more than ``limit`` bins are needed, all are made twice as wide. How
/// wide they are in the end depends on the series only, not on their order; the sums are the same to the last bit if parts
/// are merged in the same order.
public struct PoolSums: Sendable, Equatable {
  /// The number of bins kept.
  public static let limit = 4096
  /// Bins per octave at first, as a power of 2.
  static let finest = 10

  private(set) var moderation = ModeratedVariance()
  private(set) var bins: [PoolBin: PoolGroup] = [:]
  /// How often the bins have been widened.
  private(set) var widenings = 0

  /// No series yet.
  public init() {}

  init(moderation: ModeratedVariance, bins: [PoolBin: PoolGroup], widenings: Int) {
    (self.moderation, self.bins, self.widenings) = (moderation, bins, widenings)
  }

  /// The number of series added.
  public var series: Int { Int(exactly: bins.values.reduce(0) { $0 + $1.count }.rounded()) ?? .max }

  /// k, once a series has been added.
  var effects: Int? { bins.first?.value.effects }

  /// Adds one series.
  ///
  /// - Parameter estimate: with as many effects as those before it.
  /// - Throws: ``PoolingError/differentEffects(expected:found:)``.
  /// - Complexity: O(k²).
  public mutating func add(_ estimate: PooledEstimate) throws(PoolingError) {
    if let effects, effects != estimate.effects.count {
      throw .differentEffects(expected: effects, found: estimate.effects.count)
    }
    moderation.add(variance: estimate.residualVariance, degreesOfFreedom: estimate.degreesOfFreedom)
    insert(PoolGroup(estimate), at: PoolBin(estimate).widened(widenings))
    widen()
  }

  /// Adds what another part of the batch has summed.
  ///
  /// - Parameter other: sums of other series with the same effects.
  /// - Throws: ``PoolingError/differentEffects(expected:found:)``.
  public mutating func merge(_ other: PoolSums) throws(PoolingError) {
    if let effects, let found = other.effects, effects != found {
      throw .differentEffects(expected: effects, found: found)
    }
    moderation.merge(other.moderation)
    while widenings < other.widenings { widenOnce() }
    for (bin, group) in other.sorted { insert(group, at: bin.widened(widenings - other.widenings)) }
    widen()
  }

  /// Fits μ and T by restricted maximum likelihood of the bins.
  ///
  /// - Parameter variances: what is assumed of the residual variances of the series.
  /// - Returns: the distribution of the effects among series. ``FittedPool/criterion`` is that of the bins.
  /// - Throws: ``PoolingError`` for fewer than 3 series, or numbers that overflow.
  /// - Complexity: O(bins·k⁴) per iteration.
  public func fit(variances: ResidualVariances = .moderated) throws(PoolingError) -> FittedPool {
    try PoolEstimator(groups: sorted.map(\.group), moderation: moderation, variances: variances).fit()
  }

  /// The bins in an order that does not depend on that of the series.
  var sorted: [(bin: PoolBin, group: PoolGroup)] {
    bins.map { (bin: $0.key, group: $0.value) }.sorted { $0.bin < $1.bin }
  }

  private mutating func insert(_ group: PoolGroup, at bin: PoolBin) {
    if bins[bin]?.merge(group) == nil { bins[bin] = group }
  }

  private mutating func widen() {
    while bins.count > Self.limit, widenings < 24 { widenOnce() }
  }

  private mutating func widenOnce() {
    let before = sorted
    bins.removeAll(keepingCapacity: true)
    widenings += 1
    for (bin, group) in before { insert(group, at: bin.widened(1)) }
  }
}
