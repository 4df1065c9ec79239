import LeastSquares
import RealModule

/// The seasonal pattern of a series by classical decomposition, and whether there is one.
///
/// Source: M. G. Kendall and A. Stuart, *The Advanced Theory of Statistics*, vol. 3, Griffin 1983, chapter 46; the test of
/// A. Assimakopoulos and K. Nikolopoulos, International Journal of Forecasting 16 (2000), 521.
enum SeasonalIndices {
  /// Whether the autocorrelation at lag m is significantly positive or negative at 10 %: |r_m| > z₀.₉₅ √((1 + 2Σ_{k<m}
  /// r_k²)/n).
  static func areThere(_ values: [Double], period m: Int) -> Bool {
    let n = values.count
    guard m >= 4, n >= 2 * m else { return false }
    let mean = values.reduce(0, +) / Double(n)
    let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0 else { return false }
    var squares = 0.0
    var last = 0.0
    for lag in 1...m {
      var sum = 0.0
      for t in lag..<n { sum += (values[t] - mean) * (values[t - lag] - mean) }
      last = sum / total
      if lag < m { squares += last * last }
    }
    return abs(last) > Normal.quantile(0.95) * .sqrt((1 + 2 * squares) / Double(n))
  }

  /// The centred moving average over a year; nil where it does not reach.
  static func trend(_ values: [Double], period m: Int) -> [Double?] {
    let half = m / 2
    return values.indices.map { t in
      guard t >= half, t + half < values.count else { return nil }
      var sum = 0.0
      for offset in -half...half {
        sum += values[t + offset] * (m % 2 == 0 && abs(offset) == half ? 0.5 : 1)
      }
      return sum / Double(m)
    }
  }

  /// The means of y/trend (or y − trend) by season, of mean 1 (or 0); the first belongs to the first value.
  static func indices(_ values: [Double], period m: Int, multiplicative: Bool) -> [Double] {
    let trend = trend(values, period: m)
    var sums = [Double](repeating: 0, count: m)
    var counts = sums
    for (t, level) in trend.enumerated() {
      guard let level else { continue }
      sums[t % m] += multiplicative ? values[t] / level : values[t] - level
      counts[t % m] += 1
    }
    let raw = zip(sums, counts).map { $1 > 0 ? $0 / $1 : multiplicative ? 1 : 0 }
    let mean = raw.reduce(0, +) / Double(m)
    return raw.map { multiplicative ? $0 / mean : $0 - mean }
  }
}
