/// Damped-trend smoothing of ln y at several levels of temporal aggregation, averaged.
///
/// Means over k periods show the trend more clearly the larger k; their forecasts are put back on the finer grid by straight
/// lines between the middles of the blocks.
///
/// Source: N. Kourentzes, F. Petropoulos and J. R. Trapero, *Improving forecasting by estimating time series structural
/// components across multiple frequencies*, International Journal of Forecasting 30 (2014), 291.
struct AggregatedSmoothing {
  private let blocks: [(size: Int, last: Double, trend: DampedTrend)]

  /// - Parameters:
  ///   - z: ln y without its season.
  ///   - period: figures a year; blocks have the sizes that divide it.
  init(_ z: [Double], period: Int) {
    blocks = (1...max(1, period / 2)).filter { period % $0 == 0 }.compactMap { size in
      let count = z.count / size
      guard size == 1 || count >= 5 else { return nil }
      let start = z.count - count * size
      let means = (0..<count).map { block in
        var sum = 0.0
        for index in 0..<size { sum += z[start + block * size + index] }
        return sum / Double(size)
      }
      return (size, means[count - 1], DampedTrend(means))
    }
  }

  /// The adjusted path of the next periods.
  func path(_ horizon: Int) -> [Double] {
    var path = [Double](repeating: 0, count: horizon)
    for (size, last, trend) in blocks {
      let ahead = [last] + trend.path(horizon / size + 2)
      for h in 0..<horizon {
        // Block j has its middle at j·k + (k − 1)/2 periods from the first one ahead; block −1 is the last observed.
        let position = (Double(h) - Double(size - 1) / 2) / Double(size) + 1
        let left = min(Int(position), ahead.count - 2)
        path[h] += (ahead[left] + (ahead[left + 1] - ahead[left]) * (position - Double(left))) / Double(blocks.count)
      }
    }
    return path
  }
}

/// Exponential smoothing with a damped trend, its parameters the best of a grid.
///
/// Source: E. S. Gardner and E. McKenzie, Management Science 31 (1985), 1237.
private struct DampedTrend {
  private let level: Double
  private let slope: Double
  private let damping: Double

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
    for damping in Self.dampings {
      for alpha in Self.alphas {
        for share in Self.shares {
          let beta = alpha * share
          var (level, slope, sum) = (firstLevel, firstSlope, 0.0)
          for value in z {
            let ahead = level + damping * slope
            let error = value - ahead
            sum += error * error
            level = ahead + alpha * error
            slope = damping * slope + beta * error
          }
          if sum < best.sum { best = (sum, level, slope, damping) }
        }
      }
    }
    (level, slope, damping) = (best.level, best.slope, best.damping)
  }

  private static let dampings = [0.8, 0.88, 0.93, 0.96, 0.98]
  private static let alphas = [0.02, 0.08, 0.17, 0.3, 0.45, 0.6, 0.8, 0.95]
  private static let shares = [0, 0.03, 0.1, 0.3]

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
