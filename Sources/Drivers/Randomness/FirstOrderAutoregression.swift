import RealModule

/// A first-order autoregression of deviations from a known mean.
struct FirstOrderAutoregression {
  /// φ, corrected for its bias and kept within −0.95 … 0.98.
  let persistence: Double
  /// The standard deviation of its errors.
  let deviation: Double

  /// Least squares on consecutive months.
  ///
  /// The bias of the estimate is about −(1 + 3φ)/n.
  /// Source: M. G. Kendall, *Note on bias in the estimation of autocorrelation*, Biometrika 41 (1954), 403.
  ///
  /// - Parameter deviations: one value per month; nil where it is unknown.
  init(_ deviations: [Double?]) {
    var (cross, square, total, count) = (0.0, 0.0, 0.0, 0.0)
    for index in 1..<max(1, deviations.count) {
      guard let now = deviations[index], let before = deviations[index - 1] else { continue }
      cross += now * before
      square += before * before
      total += now * now
      count += 1
    }
    guard square > 0, count > 2 else {
      (persistence, deviation) = (0, 0)
      return
    }
    let raw = cross / square
    let slope = min(max(raw + (1 + 3 * raw) / count, -0.95), 0.98)
    persistence = slope
    deviation = .sqrt(max(0, total - 2 * slope * cross + slope * slope * square) / (count - 2))
  }
}
