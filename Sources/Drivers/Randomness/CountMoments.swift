import Series

/// Mean and variance of the counts of the last two years: counts drift with products and reporting.
struct CountMoments {
  /// The mean.
  let rate: Double
  /// The sample variance.
  let variance: Double
  /// The number of months.
  let count: Double

  init(_ column: MonthlyColumn) {
    let recent = column.observedMonths.compactMap { column[$0] }.suffix(24)
    let rate = recent.reduce(0, +) / Double(max(1, recent.count))
    variance = recent.reduce(0) { $0 + ($1 - rate) * ($1 - rate) } / Double(max(1, recent.count - 1))
    self.rate = rate
    count = Double(recent.count)
  }

  /// Whether counts are overdispersed relative to Poisson.
  var isOverdispersed: Bool { variance > rate }

  /// The size of the negative binomial that matches the observed moments, with an uncertain rate: a gamma of the
  /// observed counts.
  ///
  /// - Parameter varies: whether counts may be overdispersed.
  /// - Returns: ∞ for a rate of 0.
  func predictiveSize(varies: Bool) -> Double {
    let own = varies && isOverdispersed ? rate * rate / (variance - rate) : .infinity
    return rate > 0 ? 1 / ((own.isFinite ? 1 / own : 0) + 1 / max(rate * count, 1)) : .infinity
  }
}
