import LeastSquares
import RealModule

/// A regression with a local level at one pair of ratios q and κ, in units of the deviation of the outcomes before the event.
struct LocalLevelNode {
  private let covariance: LocalLevelCovariance
  private let drift: Double
  private let shrinkage: Double
  private let fit: LocalLevelCovariance.Whitened

  init?(_ covariance: LocalLevelCovariance, drift: Double, shrinkage: Double) {
    guard let fit = covariance.whitened(drift: drift, shrinkage: shrinkage) else { return nil }
    self.covariance = covariance
    self.drift = drift
    self.shrinkage = shrinkage
    self.fit = fit
  }

  /// The restricted log likelihood, up to a constant.
  var logLikelihood: Double { fit.logLikelihood }

  /// C_{t·} between a time and those before the event, made independent.
  private func row(_ time: Int) -> [Double] {
    fit.factor.dividing(
      (0..<covariance.before).map { covariance.element(time, $0, drift: drift, shrinkage: shrinkage) })
  }

  /// Before the event, the prediction of each time from those before it; from the event on, the forecast.
  var means: [Double] {
    (0..<covariance.times).map { time in
      if time < covariance.before {
        return covariance.outcomes[time] - fit.factor[time, time] * fit.errors[time]
      }
      var mean = fit.level
      for (weight, error) in zip(row(time), fit.errors) { mean += weight * error }
      return mean
    }
  }

  /// The coefficients κ/J Z'C⁻¹(y − level).
  func coefficients(_ regressors: [[Double]]) -> [Double] {
    let precision = fit.factor.dividingTransposed(fit.errors)
    return regressors.map { z in
      var sum = 0.0
      for time in precision.indices { sum += z[time] * precision[time] }
      return sum * shrinkage / Double(regressors.count)
    }
  }

  /// The covariance of the forecast errors from the event on.
  var forecastCovariance: Matrix {
    let times = Array(covariance.before..<covariance.times)
    let rows = times.map { row($0) }
    // What the forecasts still owe to the first level once the outcomes are known.
    let debts = rows.map { row in 1 - zip(row, fit.ones).reduce(0) { $0 + $1.0 * $1.1 } }
    var result = Matrix(rows: times.count, columns: times.count)
    for i in times.indices {
      for j in 0...i {
        var value = covariance.element(times[i], times[j], drift: drift, shrinkage: shrinkage)
        value -= zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
        value += debts[i] * debts[j] / fit.information
        result[i, j] = fit.variance * value
        result[j, i] = result[i, j]
      }
    }
    return result
  }
}
