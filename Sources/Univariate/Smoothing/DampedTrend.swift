/// Exponential smoothing with a damped trend.
///
/// Source: E. S. Gardner and E. McKenzie, Management Science 31 (1985), 1237.
struct DampedTrend {
  private let level: Double
  private let slope: Double
  private let damping: Double

  /// A trend of a stated level, slope and damping.
  init(level: Double, slope: Double, damping: Double) {
    (self.level, self.slope, self.damping) = (level, slope, damping)
  }

  /// The best of a grid for a series.
  init(_ z: [Double]) {
    let count = min(12, z.count)
    let middle = Double(count - 1) / 2
    var (cross, square, sum) = (0.0, 0.0, 0.0)
    for t in 0..<count {
      cross += (Double(t) - middle) * z[t]
      square += (Double(t) - middle) * (Double(t) - middle)
      sum += z[t]
    }
    let firstSlope = square > 0 ? cross / square : 0
    let firstLevel = sum / Double(count) - middle * firstSlope - firstSlope
    var best = (sum: Double.infinity, level: 0.0, slope: 0.0, damping: 0.9)
    // All α side by side.
    let alpha = Self.alphas
    for damping in Self.dampings {
      for share in Self.shares {
        let beta = alpha * share
        var level = SIMD8(repeating: firstLevel)
        var slope = SIMD8(repeating: firstSlope)
        var sum = SIMD8<Double>.zero
        for value in z {
          let ahead = level + damping * slope
          let error = value - ahead
          sum += error * error
          level = ahead + alpha * error
          slope = damping * slope + beta * error
        }
        for lane in 0..<8 where sum[lane] < best.sum { best = (sum[lane], level[lane], slope[lane], damping) }
      }
    }
    (level, slope, damping) = (best.level, best.slope, best.damping)
  }

  private static let dampings = [0.8, 0.88, 0.93, 0.96, 0.98]
  private static let alphas = SIMD8(0.02, 0.08, 0.17, 0.3, 0.45, 0.6, 0.8, 0.95)
  private static let shares = [0, 0.03, 0.1, 0.3]

  /// The path of the next periods.
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
