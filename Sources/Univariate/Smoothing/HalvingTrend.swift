import RealModule

/// Growth that halves every year, from its smoothed present rate: a damped trend of ln y whose parameters are stated, not
/// estimated.
///
/// Platforms near their final size grow like this, and a few dozen figures cannot show how fast growth fades.
struct HalvingTrend {
  private let trend: DampedTrend

  /// The weight of a new figure for the level, and of a new change for the slope.
  private static let alpha = 0.9
  private static let beta = 0.36

  /// - Parameters:
  ///   - z: ln y without its season, at least 2 figures.
  ///   - period: figures per year.
  init(_ z: [Double], period: Int) {
    let damping = Double.pow(0.5, 1 / Double(period))
    var (level, slope) = (z[0], z[1] - z[0])
    for value in z[1...] {
      let ahead = level + damping * slope
      let error = value - ahead
      level = ahead + Self.alpha * error
      slope = damping * slope + Self.beta * error
    }
    trend = DampedTrend(level: level, slope: slope, damping: damping)
  }

  /// The adjusted path of the next periods.
  func path(_ horizon: Int) -> [Double] { trend.path(horizon) }
}
