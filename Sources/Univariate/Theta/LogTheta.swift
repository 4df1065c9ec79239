import RealModule

/// The Theta method on ln y with a shrunk season: exponential smoothing with half the slope of the trend line as drift.
///
/// f_h = ℓ + ½b(h − 1 + (1 − (1 − α)ⁿ)/α), b the least-squares slope over all figures; α and the way ℓ starts minimise the
/// squares of the errors one step ahead.
///
/// Source: R. J. Hyndman and B. Billah, *Unmasking the Theta method*, International Journal of Forecasting 19 (2003), 287.
package struct LogTheta {
  private let level: Double
  private let slope: Double
  private let alpha: Double
  private let count: Double

  /// - Parameter z: ln y without its season, at least 3 figures.
  init(_ z: [Double]) {
    let n = Double(z.count)
    let middle = (n + 1) / 2
    var cross = 0.0
    for (index, value) in z.enumerated() { cross += (Double(index + 1) - middle) * value }
    slope = cross * 12 / (n * (n * n - 1))
    count = n
    var best = (sum: Double.infinity, level: z[0], alpha: 0.5)
    let early = z.prefix(6).reduce(0, +) / Double(min(6, z.count))
    for step in 0...20 {
      let alpha = step == 0 ? 0.01 : step == 20 ? 0.99 : 0.05 * Double(step)
      for (first, start) in [(z[0], 1), (early, 0)] {
        var level = first
        var sum = 0.0
        for value in z[start...] {
          let error = value - level
          sum += error * error
          level += alpha * error
        }
        if sum < best.sum { best = (sum, level, alpha) }
      }
    }
    level = best.level
    alpha = best.alpha
  }

  /// The adjusted path of the next periods.
  func path(_ horizon: Int) -> [Double] {
    let start = (1 - .exp(count * .log(onePlus: -alpha))) / alpha
    return (0..<horizon).map { level + 0.5 * slope * (Double($0) + start) }
  }

  /// The figures of the next periods.
  ///
  /// - Parameters:
  ///   - values: y, at least 3 figures above 0.
  ///   - period: figures per year.
  ///   - horizon: the number of periods.
  /// - Returns: one figure per period.
  package static func forecast(_ values: [Double], period: Int, horizon: Int) -> [Double] {
    let season = ShrunkSeason(values, period: period)
    return season.users(LogTheta(season.adjusted).path(horizon))
  }
}
