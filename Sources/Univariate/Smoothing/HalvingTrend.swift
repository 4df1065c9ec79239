import RealModule

/// Growth that halves every year, from its smoothed present rate: a damped trend of ln y whose parameters are stated, not
/// estimated.
///
/// Platforms near their size grow like this, and a few dozen figures cannot tell how fast growth fades.
struct HalvingTrend {
  private let level: Double
  private let slope: Double
  private let damping: Double

  /// The weight of a new figure for the level, and of a new change for the slope.
  private static let alpha = 0.9
  private static let beta = 0.36

  /// - Parameters:
  ///   - z: ln y without its season, at least 2 figures.
  ///   - period: figures a year.
  init(_ z: [Double], period: Int) {
    damping = .pow(0.5, 1 / Double(period))
    var (level, slope) = (z[0], z[1] - z[0])
    for value in z[1...] {
      let ahead = level + damping * slope
      let error = value - ahead
      level = ahead + Self.alpha * error
      slope = damping * slope + Self.beta * error
    }
    (self.level, self.slope) = (level, slope)
  }

  /// The adjusted path of the next periods.
  func path(_ horizon: Int) -> [Double] {
    var reach = 0.0
    var power = 1.0
    return (0..<horizon).map { _ in
      power *= damping
      reach += power
      return level + reach * slope
    }
  }
}
