import RealModule

/// A damped linear trend with given smoothing parameters, its first level and slope estimated: zₜ = ℓₜ₋₁ + φbₜ₋₁ + εₜ,
/// ℓₜ = ℓₜ₋₁ + φbₜ₋₁ + αεₜ, bₜ = φbₜ₋₁ + βεₜ.
///
/// Errors are linear in ℓ₀ and b₀, so that these follow by least squares with their covariance, and under flat priors the
/// likelihood of α, β and φ alone is exact.
///
/// Source: R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, *Forecasting with Exponential Smoothing*, Springer 2008, 5.2
/// and 6.2; P. de Jong, Annals of Statistics 19 (1991), 1073.
struct LocalTrend {
  let alpha: Double
  let beta: Double
  /// φ; 0 for a level without trend.
  let damping: Double
  /// The level and slope after the last period.
  var level = 0.0
  var slope = 0.0
  /// The derivatives of that level and slope with respect to the first level, and to the first slope.
  var levelByLevel = 0.0
  var slopeByLevel = 0.0
  var levelBySlope = 0.0
  var slopeBySlope = 0.0
  /// The inverse of the cross products of the errors' derivatives: the covariance of ℓ₀ and b₀ over σ².
  var inverse = (level: 0.0, both: 0.0, slope: 0.0)
  /// ν.
  var freedom = 0.0
  /// The posterior mean of σ², s²ν/(ν − 2).
  var variance = 0.0
  /// The posterior probability among the trends that are averaged.
  var weight = 0.0
  /// The estimated first level and slope.
  var start = (level: 0.0, slope: 0.0)

  var hasTrend: Bool { damping > 0 }

  /// Calls with the mean and variance of every period ahead.
  func forEachPeriod(_ horizon: Int, _ body: (_ period: Int, _ mean: Double, _ variance: Double) -> Void) {
    var (power, reach, squares) = (1.0, 0.0, 1.0)
    for period in 0..<horizon {
      // The error of the period j before weighs α + β(φ + … + φʲ).
      if period > 0 {
        let weight = alpha + beta * reach
        squares += weight * weight
      }
      power *= damping
      reach += power
      let byLevel = levelByLevel + reach * slopeByLevel
      let bySlope = hasTrend ? levelBySlope + reach * slopeBySlope : 0
      let unknown =
        byLevel * byLevel * inverse.level + 2 * byLevel * bySlope * inverse.both + bySlope * bySlope * inverse.slope
      body(period, level + reach * slope, variance * (squares + unknown))
    }
  }

  /// The mean of |ε| relative to the root of the mean of ε².
  func relativeMeanError(_ z: [Double]) -> Double {
    var (level, slope) = start
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for value in z {
      let ahead = level + damping * slope
      let error = value.isNaN ? 0 : value - ahead
      if !value.isNaN {
        sum += abs(error)
        squares += error * error
        count += 1
      }
      level = ahead + alpha * error
      slope = damping * slope + beta * error
    }
    return squares > 0 ? sum / count / .sqrt(squares / count) : 1
  }
}
