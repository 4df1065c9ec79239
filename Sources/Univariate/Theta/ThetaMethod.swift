import RealModule

/// The Theta method: simple exponential smoothing with half the slope of the trend line as drift.
///
/// f_h = ℓ + ½b(h − 1 + (1 − (1 − α)ⁿ)/α), b the least-squares slope over all figures; α and the way ℓ starts minimise the
/// squares of the errors one step ahead.
///
/// Source: R. J. Hyndman and B. Billah, *Unmasking the Theta method*, International Journal of Forecasting 19 (2003), 287.
package struct ThetaMethod {
  private let level: Double
  private let slope: Double
  private let alpha: Double
  private let count: Double

  /// - Parameter z: y or ln y without its season, at least 3 figures.
  init(_ z: [Double]) {
    let n = Double(z.count)
    let middle = (n + 1) / 2
    var cross = 0.0
    for (index, value) in z.enumerated() { cross += (Double(index + 1) - middle) * value }
    slope = cross * 12 / (n * (n * n - 1))
    count = n
    var best = (sum: Double.infinity, level: z[0], alpha: 0.5)
    let early = z.prefix(6).reduce(0, +) / Double(min(6, z.count))
    for group in Self.alphas {
      for (first, start) in [(z[0], 1), (early, 0)] {
        var level = SIMD8(repeating: first)
        var sum = SIMD8<Double>.zero
        for value in z[start...] {
          let error = value - level
          sum += error * error
          level += group * error
        }
        for lane in 0..<8 where sum[lane] < best.sum { best = (sum[lane], level[lane], group[lane]) }
      }
    }
    level = best.level
    alpha = best.alpha
  }

  /// The values of α that are tried, eight side by side.
  private static let alphas = [
    SIMD8(0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35), SIMD8(0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75),
    SIMD8(0.8, 0.85, 0.9, 0.95, 0.99, 0.99, 0.99, 0.99),
  ]

  /// The adjusted path of the next periods.
  func path(_ horizon: Int) -> [Double] {
    let start = (1 - .exp(count * .log(onePlus: -alpha))) / alpha
    return (0..<horizon).map { level + 0.5 * slope * (Double($0) + start) }
  }

  /// The figures of the next periods, on ln y with a shrunk season.
  ///
  /// - Parameters:
  ///   - values: y, at least 3 figures above 0.
  ///   - period: figures per year.
  ///   - horizon: the number of periods.
  /// - Returns: one figure per period.
  package static func forecast(_ values: [Double], period: Int, horizon: Int) -> [Double] {
    let season = ShrunkSeason(values, period: period)
    return season.users(ThetaMethod(season.adjusted).path(horizon))
  }
}
