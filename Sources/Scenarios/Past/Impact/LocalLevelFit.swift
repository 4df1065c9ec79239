import LeastSquares
import RealModule

/// A regression with a local level, fitted to the times before the event.
struct LocalLevelFit {
  private let panel: ImpactPanel
  private let scale: Double
  private let centre: Double
  private let controlScales: [Double]
  private let regressors: [[Double]]
  private let covariance: LocalLevelCovariance
  /// q.
  let drift: Double
  /// κ.
  let shrinkage: Double
  private let fit: LocalLevelCovariance.Whitened

  init(_ panel: ImpactPanel) {
    self.panel = panel
    let (centre, deviation) = LocalLevelFit.moments(panel.treated[..<panel.event])
    self.centre = centre
    scale = deviation > 0 ? deviation : 1
    let moments = panel.controls.map { LocalLevelFit.moments($0[..<panel.event]) }
    // A control that did not move before the event says nothing.
    let controlScales = moments.map { $0.deviation > 0 ? 1 / $0.deviation : 0 }
    let regressors = panel.controls.enumerated().map { index, control in
      control.map { ($0 - moments[index].mean) * controlScales[index] }
    }
    (self.controlScales, self.regressors) = (controlScales, regressors)
    let scale = scale
    let covariance = LocalLevelCovariance(
      outcomes: panel.treated[..<panel.event].map { ($0 - centre) / scale }, regressors: regressors)
    self.covariance = covariance
    let best = LocalLevelFit.search(covariance)
    (drift, shrinkage) = (.exp(best[0]), .exp(best[1]))
    // Without drift and regressors, C = I is positive definite.
    fit =
      covariance.whitened(drift: drift, shrinkage: shrinkage)
      ?? covariance.whitened(by: Matrix(identity: covariance.before))
  }

  private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, .sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)))
  }

  /// Logarithms of both ratios, between 10⁻⁶ and 10⁶: the best of a grid, improved.
  private static func search(_ covariance: LocalLevelCovariance) -> [Double] {
    let limit = 13.8
    func loss(_ x: [Double]) -> Double {
      let inside = x.map { min(max($0, -limit), limit) }
      let outside = zip(x, inside).reduce(0) { $0 + abs($1.0 - $1.1) }
      let fit = covariance.whitened(drift: .exp(inside[0]), shrinkage: .exp(inside[1]))
      return fit.map { -$0.logLikelihood + outside } ?? .infinity
    }
    var best = (x: [0.0, 0.0], value: Double.infinity)
    for drift in stride(from: -12.0, through: 6, by: 3) {
      for shrinkage in stride(from: -6.0, through: 9, by: 3) {
        let value = loss([drift, shrinkage])
        if value < best.value { best = ([drift, shrinkage], value) }
      }
    }
    best = NelderMead(evaluations: 80, tolerance: 1e-9).minimise(best.x, step: 1, loss)
    return best.x.map { min(max($0, -limit), limit) }
  }

  /// C_{t·} between a time and those before the event, made independent.
  private func row(_ time: Int) -> [Double] {
    fit.factor.dividing(
      (0..<panel.event).map { covariance.element(time, $0, drift: drift, shrinkage: shrinkage) })
  }

  /// The predictions from the times before and the forecast in the unit of the outcome, and the coefficients in the units of the
  /// controls.
  var estimate: ImpactEstimate {
    var counterfactual: [Double] = []
    for time in 0..<panel.event {
      let error = fit.factor[time, time] * fit.errors[time]
      counterfactual.append(centre + scale * (covariance.outcomes[time] - error))
    }
    for time in panel.event..<covariance.times {
      var mean = fit.level
      for (weight, error) in zip(row(time), fit.errors) { mean += weight * error }
      counterfactual.append(centre + scale * mean)
    }
    let precision = fit.factor.dividingTransposed(fit.errors)
    let weights = zip(regressors, controlScales).map { z, factor in
      var sum = 0.0
      for time in 0..<panel.event { sum += z[time] * precision[time] }
      return sum * shrinkage / Double(regressors.count) * factor * scale
    }
    return ImpactEstimate(method: .localLevel, panel: panel, weights: weights, counterfactual: counterfactual)
  }

  /// The covariance of the forecast errors from the event on, in the square of the unit of the outcome.
  private var forecastCovariance: Matrix {
    let times = Array(panel.event..<covariance.times)
    let rows = times.map { row($0) }
    // What the forecasts still owe to the first level once the outcomes are known.
    let debts = rows.map { row in 1 - zip(row, fit.ones).reduce(0) { $0 + $1.0 * $1.1 } }
    var result = Matrix(rows: times.count, columns: times.count)
    for i in times.indices {
      for j in times.indices {
        var value = covariance.element(times[i], times[j], drift: drift, shrinkage: shrinkage)
        value -= zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
        value += debts[i] * debts[j] / fit.information
        result[i, j] = fit.variance * scale * scale * value
      }
    }
    return result
  }

  /// The intervals of the effects.
  func uncertainty(coverage: Double) -> ImpactUncertainty {
    let estimate = estimate
    let covariance = forecastCovariance
    let student = StudentT(degreesOfFreedom: Double(panel.event - 1))
    let width = student.halfWidth(coverage: coverage)
    func interval(_ centre: Double, _ variance: Double) -> ImpactInterval {
      let half = width * Double.sqrt(max(0, variance))
      return ImpactInterval(lower: centre - half, upper: centre + half)
    }
    let count = Double(panel.timesAfter)
    let variance = max(0, covariance.elements.reduce(0, +) / (count * count))
    let error = Double.sqrt(variance)
    return ImpactUncertainty(
      .predictive, coverage: coverage, average: interval(estimate.average, variance), times: panel.timesAfter,
      byTime: (0..<panel.timesAfter).map {
        interval(estimate.effects[panel.event + $0], covariance[$0, $0])
      },
      pValue: error > 0 ? student.twoSidedTail(estimate.average / error) : (estimate.average == 0 ? 1 : 0))
  }
}
