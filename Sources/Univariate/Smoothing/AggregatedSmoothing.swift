/// Damped-trend smoothing of ln y at several levels of temporal aggregation, averaged.
///
/// Means over k periods show the trend more clearly the larger k is; their forecasts are put back on the finer grid by
/// straight lines between the middles of the blocks.
///
/// Source: N. Kourentzes, F. Petropoulos and J. R. Trapero, *Improving forecasting by estimating time series structural
/// components across multiple frequencies*, International Journal of Forecasting 30 (2014), 291.
struct AggregatedSmoothing {
  private let blocks: [(size: Int, last: Double, trend: DampedTrend)]

  /// - Parameters:
  ///   - z: ln y without its season.
  ///   - period: figures per year; block sizes divide it.
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
        // Cannot trap: from 0 to the horizon.
        let left = min(Int(position), ahead.count - 2)
        path[h] += (ahead[left] + (ahead[left + 1] - ahead[left]) * (position - Double(left))) / Double(blocks.count)
      }
    }
    return path
  }
}
