import LeastSquares
import RealModule

/// The search for the importances of predictors that make a synthetic control follow the outcomes before the event.
///
/// Where the predictors of the treated series are a weighted mean of those of the controls, usually in many ways, importances decide
/// nothing: of the weights that match the predictors, those that follow the outcomes best are then meant. They are found with the outcomes
/// as further predictors, whose importance is so small that it decides only between perfect matches.
struct PredictorSearch {
  private let panel: ImpactPanel
  /// One row per predictor, divided by its standard deviation: the treated series and the controls.
  private let treated: [Double]
  private let controls: [[Double]]
  /// The outcomes before the event, so small that they only break ties.
  private let treatedOutcomes: [Double]
  private let controlOutcomes: [[Double]]

  /// The importance of the outcomes beside predictors whose importances are at most 1.
  private static let tie = 1e-8

  init(_ panel: ImpactPanel) {
    self.panel = panel
    let scales = panel.predictors.map { predictor in
      let values = predictor.controls + [predictor.treated]
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      // Without a control, a predictor may be the same for all that are left.
      return square > 0 ? 1 / Double.sqrt(square / Double(values.count - 1)) : 0
    }
    treated = zip(panel.predictors, scales).map { $0.treated * $1 }
    controls = panel.controls.indices.map { control in zip(panel.predictors, scales).map { $0.controls[control] * $1 } }
    let outcomes = panel.treated[..<panel.event]
    let mean = outcomes.reduce(0, +) / Double(panel.event)
    let square = outcomes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let factor = square > 0 ? Double.sqrt(PredictorSearch.tie / square) : 0
    treatedOutcomes = outcomes.map { ($0 - mean) * factor }
    controlOutcomes = panel.controls.map { $0[..<panel.event].map { ($0 - mean) * factor } }
  }

  /// The best importances that several searches find, which sum to 1, and their weights.
  var found: (importances: [Double], weights: [Double]) {
    if isMatched {
      return ([Double](repeating: 1 / Double(treated.count), count: treated.count), matchedWeights)
    }
    var best = (x: [Double](repeating: 0, count: treated.count), value: Double.infinity)
    for start in starts() {
      // The controls that have weight seldom change from one evaluation to the next.
      var used: [Int] = []
      func error(_ x: [Double]) -> Double {
        let weights = weights(at: x, from: used)
        used = weights.indices.filter { weights[$0] > 0 }
        return loss(weights)
      }
      var found = NelderMead(evaluations: 300, tolerance: 1e-8).minimise(start, step: 1, error)
      // A second simplex frees a search whose first has collapsed.
      found = NelderMead(evaluations: 150, tolerance: 1e-8).minimise(found.x, step: 0.5, error)
      if found.value < best.value { best = found }
    }
    let squares = roots(best.x).map { $0 * $0 }
    let total = squares.reduce(0, +)
    return (squares.map { $0 / total }, weights(at: best.x))
  }

  /// Whether weights match all predictors, to a millionth of their standard deviations.
  private var isMatched: Bool {
    let weights = weights(at: [Double](repeating: 0, count: treated.count))
    return treated.indices.allSatisfy { k in
      abs(zip(weights, controls).reduce(treated[k]) { $0 - $1.0 * $1.1[k] }) < 1e-6
    }
  }

  /// Of the weights that match all predictors, those that follow the outcomes best.
  private var matchedWeights: [Double] {
    SimplexLeastSquares.solve(zip(controls, controlOutcomes).map { $0 + $1 }, treated + treatedOutcomes)
  }

  /// Logarithms of importances: equal ones, those of a regression, and each predictor alone before the others.
  private func starts() -> [[Double]] {
    let count = treated.count
    let equal = [Double](repeating: 0, count: count)
    return [equal] + [regression()].compactMap { $0 }
      + (0..<count).map { k in (0..<count).map { $0 == k ? 3 : 0 } }
  }

  /// v_k ∝ Σ_t β_{kt}², where β_t are the coefficients of the outcomes at time t on the predictors of all series.
  private func regression() -> [Double]? {
    let units = [treated] + controls
    let design = Matrix(columns: treated.indices.map { k in units.map { $0[k] } } + [units.map { _ in 1 }])
    var sums = [Double](repeating: 0, count: treated.count)
    var solver = LinearSolver()
    for time in 0..<panel.event {
      let outcomes = [panel.treated[time]] + panel.controls.map { $0[time] }
      guard let fit = try? solver.solve(design, outcomes) else { return nil }
      for k in sums.indices { sums[k] += fit.coefficients[k] * fit.coefficients[k] }
    }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { .log(max($0 / total, 1e-9)) } : nil
  }

  /// √v up to a factor; the least importance is e⁻²⁵ of the largest.
  private func roots(_ x: [Double]) -> [Double] {
    let largest = x.max() ?? 0
    return x.map { .exp(max($0 - largest, -25) / 2) }
  }

  /// w(V) for logarithms of importances, of which only differences count.
  private func weights(at x: [Double], from start: [Int] = []) -> [Double] {
    let roots = roots(x)
    return SimplexLeastSquares.solve(
      controls.map { zip($0, roots).map { $0 * $1 } }, zip(treated, roots).map { $0 * $1 }, start: start)
  }

  /// Σ_{t<T₀} (y_t − Σ_j w_j y_{jt})²/T₀.
  private func loss(_ weights: [Double]) -> Double {
    var sum = 0.0
    for time in 0..<panel.event {
      var error = panel.treated[time]
      for (weight, control) in zip(weights, panel.controls) where weight != 0 { error -= weight * control[time] }
      sum += error * error
    }
    return sum / Double(panel.event)
  }
}
