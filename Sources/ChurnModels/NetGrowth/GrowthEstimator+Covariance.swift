import LeastSquares
import RealModule

/// The linear problem at the solution of a growth equation, from which the covariance of all its parameters follows.
extension GrowthEstimator {
  mutating func conclude(
    _ parameters: [Double], sigma: Double, likelihoodSum: Double?, converged: Bool
  ) throws(LeastSquaresError) -> GrowthEstimate {
    var parameters = parameters
    guard var whitened = equation.whitened(parameters) else { throw .responseNotFinite(row: 0) }
    var (design, response) = rows(whitened, sigma: sigma)
    if !nonlinear.isEmpty {
      design = jacobian(parameters, design)
      response = residuals(parameters, sigma: sigma)
      if errors.isEmpty {
        try solver.solve(design, response, into: &fit)
        // One Gauss–Newton step by the refined solver gives the last digits.
        var moved = parameters
        for (column, position) in (linear + nonlinear).enumerated() { moved[position] += fit.coefficients[column] }
        let inside = zip(nonlinear, bounds).allSatisfy { $0.1.contains(moved[$0.0]) }
        if inside, let next = equation.whitened(moved) {
          let better = residuals(moved, sigma: sigma)
          if better.reduce(0, { $0 + $1 * $1 }) <= response.reduce(0, { $0 + $1 * $1 }) * (1 + 1e-12) {
            parameters = moved
            whitened = next
            response = better
            design = jacobian(moved, rows(next, sigma: sigma).design)
          }
        }
      }
    }
    try solver.solve(design, response, into: &fit)
    if nonlinear.isEmpty {
      for (column, position) in linear.enumerated() { parameters[position] = fit.coefficients[column] }
    }
    var robust: RobustFit?
    if equation.specification.robust != .none {
      (parameters, robust) = try robustly(parameters, design)
      whitened = equation.whitened(parameters) ?? whitened
    }
    return try GrowthEstimate(
      equation: equation, parameters: parameters, fit: fit, design: design, whitened: whitened,
      positions: linear + nonlinear, errorJacobian: errorJacobian(parameters),
      effectiveParameters: effectiveParameters(design, equation.innovationCount), hasBeliefs: !beliefs.isEmpty,
      priorPrecisions: priorPrecisions, standardErrors: standardErrors, robust: robust, likelihoodSum: likelihoodSum,
      converged: converged && robust?.converged != false)
  }

  /// Gauss–Newton steps whose linear problems are solved with Huber's or Tukey's weights.
  private mutating func robustly(
    _ start: [Double], _ design: Matrix
  ) throws(LeastSquaresError) -> (parameters: [Double], fit: RobustFit) {
    let regression = RobustRegression(equation.specification.robust == .huber ? .huber() : .bisquare())
    let positions = linear + nonlinear
    var parameters = start
    var design = design
    var rounds = 0
    while true {
      var pseudo = equation.residuals(parameters)
      for (column, position) in positions.enumerated() {
        for row in pseudo.indices { pseudo[row] += design[row, column] * parameters[position] }
      }
      let fit = try regression.fit(design, pseudo)
      var change = 0.0
      for (column, position) in positions.enumerated() {
        change = max(
          change, abs(fit.coefficients[column] - parameters[position]) / max(abs(parameters[position]), 1e-6))
        parameters[position] = fit.coefficients[column]
      }
      rounds += 1
      guard !nonlinear.isEmpty, change > 1e-9, rounds < 50, let next = equation.whitened(parameters) else {
        return (parameters, fit)
      }
      design = jacobian(parameters, rows(next, sigma: 1).design)
    }
  }

  /// Σ of 1/s² of the priors on single coefficients, by position.
  private var priorPrecisions: [Int: Double] {
    var result: [Int: Double] = [:]
    for belief in beliefs where belief.weights.count == 1 {
      result[linear[belief.weights[0].column], default: 0] += 1 / (belief.deviation * belief.deviation)
    }
    return result
  }

  /// Residuals of data and priors at given parameters.
  private func residuals(_ parameters: [Double], sigma: Double) -> [Double] {
    let data = equation.residuals(parameters)
    guard !beliefs.isEmpty, let whitened = equation.whitened(parameters) else { return data }
    let scale = Double.exp(whitened.logScale / 2)
    return data
      + beliefs.map { belief in
        let value = belief.weights.reduce(0.0) { $0 + $1.weight * parameters[linear[$1.column]] }
        return scale * sigma / belief.deviation * (belief.mean - value)
      }
  }

  /// The negative derivative of the residuals: the design of θ, then a column for each of ψ (the errors by their u).
  private mutating func jacobian(_ parameters: [Double], _ design: Matrix) -> Matrix {
    var result = Matrix(
      rows: design.rows, columns: design.columns + nonlinear.count,
      elements: design.elements + [Double](repeating: 0, count: design.rows * nonlinear.count))
    let bounds = bounds
    let split = nonlinear.count - errors.count
    let centre = nonlinear[..<split].map { parameters[$0] } + unbounded(parameters)
    for index in nonlinear.indices {
      let step = 6e-6 * max(abs(centre[index]), index < split ? 0.01 : 0.1)
      var up = centre
      var down = centre
      up[index] = min(centre[index] + step, bounds[index].upperBound)
      down[index] = max(centre[index] - step, bounds[index].lowerBound)
      var moved = parameters
      unpack(up, into: &moved)
      let above = equation.residuals(moved, &room)
      unpack(down, into: &moved)
      let below = equation.residuals(moved, &room)
      for row in above.indices {
        result[row, design.columns + index] = -(above[row] - below[row]) / (up[index] - down[index])
      }
    }
    return result
  }

  /// ∂(φ, θ)/∂u at given parameters, a row a coefficient.
  private func errorJacobian(_ parameters: [Double]) -> Matrix {
    let centre = unbounded(parameters)
    let p = equation.specification.errors.arOrder
    var result = Matrix(rows: centre.count, columns: centre.count)
    for column in centre.indices {
      var up = centre
      var down = centre
      up[column] += 1e-6
      down[column] -= 1e-6
      let above = ARMAProcess(unbounded: up, arOrder: p)
      let below = ARMAProcess(unbounded: down, arOrder: p)
      for (row, pair) in zip(above.ar + above.ma, below.ar + below.ma).enumerated() {
        result[row, column] = (pair.0 - pair.1) / 2e-6
      }
    }
    return result
  }
}
