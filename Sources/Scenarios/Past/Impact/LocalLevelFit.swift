import LeastSquares
import RealModule

/// Regressions with a local level, fitted to the times before the event and averaged over the two ratios of variances.
struct LocalLevelFit {
  private let panel: ImpactPanel
  /// The mean and the standard deviation of the outcomes before the event.
  private let centre: Double
  private let scale: Double
  private let controlScales: [Double]
  private let regressors: [[Double]]
  /// The regressions that have weight, and their weights, which sum to 1.
  private let nodes: [(node: LocalLevelNode, weight: Double)]
  private let means: [[Double]]

  /// Logarithms of q and κ, each equally probable before the outcomes are known: from a level that hardly moves, to one that moves far
  /// more than the errors; from no influence of the controls, to coefficients that are as good as free.
  private static let drifts = Array(stride(from: -7.0, through: 3, by: 1))
  private static let shrinkages = Array(stride(from: -6.0, through: 8, by: 2))

  init(_ panel: ImpactPanel) {
    self.panel = panel
    let (centre, deviation) = LocalLevelFit.moments(panel.treated[..<panel.event])
    let scale = deviation > 0 ? deviation : 1
    (self.centre, self.scale) = (centre, scale)
    let moments = panel.controls.map { LocalLevelFit.moments($0[..<panel.event]) }
    // A control that did not move before the event, but for rounding, says nothing.
    let controlScales = zip(moments, panel.controls).map { moments, control in
      let largest = control.reduce(0) { max($0, abs($1)) }
      return moments.deviation > 1e-9 * largest ? 1 / moments.deviation : 0
    }
    regressors = panel.controls.enumerated().map { index, control in
      control.map { ($0 - moments[index].mean) * controlScales[index] }
    }
    self.controlScales = controlScales
    let covariance = LocalLevelCovariance(
      outcomes: panel.treated[..<panel.event].map { ($0 - centre) / scale }, regressors: regressors)
    let all = LocalLevelFit.drifts.flatMap { drift in
      LocalLevelFit.shrinkages.compactMap { shrinkage in
        LocalLevelNode(covariance, drift: .exp(drift), shrinkage: .exp(shrinkage))
      }
    }
    let highest = all.reduce(-Double.infinity) { max($0, $1.logLikelihood) }
    // What has less than a ten-thousandth of the highest likelihood changes no digit that is read.
    let likely = all.map { ($0, Double.exp($0.logLikelihood - highest)) }.filter { $0.1 > 1e-4 }
    let total = likely.reduce(0) { $0 + $1.1 }
    nodes = likely.map { ($0.0, $0.1 / total) }
    means = nodes.map(\.node.means)
  }

  private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, .sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)))
  }

  /// Σ of the weight of each node times a vector of it; zeros where no node has weight.
  private func averaged(_ vectors: [[Double]], count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for (vector, node) in zip(vectors, nodes) {
      for index in result.indices { result[index] += node.weight * vector[index] }
    }
    return result
  }

  /// The counterfactual in the unit of the outcome, and the coefficients in the units of the controls.
  var estimate: ImpactEstimate {
    let coefficients = averaged(nodes.map { $0.node.coefficients(regressors) }, count: regressors.count)
    return ImpactEstimate(
      method: .localLevel, panel: panel, weights: zip(coefficients, controlScales).map { $0 * $1 * scale },
      counterfactual: averaged(means, count: panel.times.count).map { centre + scale * $0 })
  }

  /// The covariance of the forecast errors from the event on, in the square of the unit of the outcome: the mean of those of the nodes,
  /// and the spread of their forecasts.
  private var forecastCovariance: Matrix {
    let count = panel.timesAfter
    let mean = averaged(means, count: panel.times.count)
    var result = Matrix(rows: count, columns: count)
    for (node, path) in zip(nodes, means) {
      let covariance = node.node.forecastCovariance
      let deviations = (0..<count).map { path[panel.event + $0] - mean[panel.event + $0] }
      for i in 0..<count {
        for j in 0..<count {
          result[i, j] += node.weight * scale * scale * (covariance[i, j] + deviations[i] * deviations[j])
        }
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
