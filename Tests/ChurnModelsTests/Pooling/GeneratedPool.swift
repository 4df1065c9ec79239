import ChurnModels
import LeastSquares
import RealModule
import Sampling

/// Panels whose truth is known.
enum GeneratedPool {
  /// 12 series of 8 months with their own intercepts and slopes, as `Reference/pooling.py` makes them.
  static func panel() -> [[Double]] {
    var state = 12345
    func noise() -> Double {
      var total = 0.0
      for _ in 0..<3 {
        state = (1_103_515_245 * state + 12345) % 2_147_483_648
        total += Double(state) / 2_147_483_648
      }
      return total - 1.5
    }
    return (0..<12).map { _ in
      let (intercept, slope) = (20 + 3 * noise(), 1 + noise())
      return (0..<8).map { intercept + slope * Double($0) + 2 * noise() }
    }
  }

  /// Intercept and slope of a series over months 0, 1, …
  static func line(_ values: [Double], variance factor: Double = 1) throws -> PooledEstimate {
    let months = values.indices.map { Double($0) }
    let fit = try solve(Matrix(columns: [months.map { _ in 1 }, months]), values)
    let variance = fit.sigma * fit.sigma
    return try PooledEstimate(
      effects: fit.coefficients, unscaledCovariance: fit.covariance.scaled(by: 1 / variance),
      residualVariance: variance * factor, degreesOfFreedom: Double(fit.degreesOfFreedom))
  }

  /// Estimates of one effect, β ~ N(0.5, τ²), from 12 months with an intercept and a driver each.
  static func simulated(
    series: Int, variance: Double, logSigma: Double, seed: Int
  ) throws -> (estimates: [PooledEstimate], effects: [Double]) {
    var random = RandomStream(seed: 4, index: seed)
    var estimates: [PooledEstimate] = []
    var effects: [Double] = []
    for _ in 0..<series {
      let effect = 0.5 + Double.sqrt(variance) * random.normal()
      let sigma = Double.exp(logSigma * random.normal())
      let driver = (0..<12).map { _ in random.normal() }
      let fit = try solve(
        Matrix(columns: [driver.map { _ in 1 }, driver]), driver.map { 1 + effect * $0 + sigma * random.normal() })
      let own = fit.sigma * fit.sigma
      estimates.append(
        try PooledEstimate(
          effects: [fit.coefficients[1]],
          unscaledCovariance: Matrix(rows: 1, columns: 1, elements: [fit.covariance[1, 1] / own]),
          residualVariance: own, degreesOfFreedom: 10))
      effects.append(effect)
    }
    return (estimates, effects)
  }

  /// An estimate of one effect with a known variance.
  static func known(_ effect: Double, _ variance: Double) throws -> PooledEstimate {
    try PooledEstimate(effects: [effect], covariance: Matrix(rows: 1, columns: 1, elements: [variance]))
  }

  /// Whether two numbers agree to a relative error.
  static func agree(_ own: Double, _ other: Double, to error: Double) -> Bool {
    abs(own - other) <= error * max(abs(other), 1e-300)
  }
}
