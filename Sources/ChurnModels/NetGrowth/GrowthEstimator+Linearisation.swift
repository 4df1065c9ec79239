import LeastSquares
import RealModule

extension GrowthEstimator {
  /// The regression linearised where the search ended, after one more Gauss–Newton step if that is better.
  mutating func linearised(
    _ parameters: [Double], sigma: Double
  ) throws(LeastSquaresError) -> LinearisedRegression {
    // The last regression is this one where nothing has been moved since.
    let isSolved = nonlinear.isEmpty && priors.isEmpty
    guard isSolved || equation.whiten(parameters, into: &workspace) else { throw .responseNotFinite(row: 0) }
    let logScale = workspace.logScale
    var (design, response) = rows(workspace, sigma: sigma)
    if !nonlinear.isEmpty {
      design = jacobian(parameters, design)
      response = residuals(parameters, sigma: sigma)
    }
    var problem = LinearisedRegression(
      parameters: parameters, logScale: logScale, design: design, response: response)
    if !nonlinear.isEmpty, errors.isEmpty { try step(&problem, sigma: sigma) }
    if !isSolved { try solver.solve(problem.design, problem.response, into: &fit) }
    if nonlinear.isEmpty {
      for (column, position) in linear.enumerated() { problem.parameters[position] = fit.coefficients[column] }
    }
    if equation.specification.robust != .none {
      let (parameters, robust, converged) = try robustly(problem.parameters, problem.design)
      problem.parameters = parameters
      problem.robust = robust
      problem.converged = converged
      if let whitened = equation.whitened(parameters) { problem.logScale = whitened.logScale }
    }
    return problem
  }

  /// One Gauss–Newton step by the refined solver gives the last digits.
  private mutating func step(_ problem: inout LinearisedRegression, sigma: Double) throws(LeastSquaresError) {
    try solver.solve(problem.design, problem.response, into: &fit)
    var moved = problem.parameters
    for (column, position) in (linear + nonlinear).enumerated() { moved[position] += fit.coefficients[column] }
    let inside = zip(nonlinear, bounds).allSatisfy { $0.1.contains(moved[$0.0]) }
    guard inside, let next = equation.whitened(moved) else { return }
    let better = residuals(moved, sigma: sigma)
    func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
    guard squares(better) <= squares(problem.response) * (1 + 1e-12) else { return }
    problem = LinearisedRegression(
      parameters: moved, logScale: next.logScale, design: jacobian(moved, rows(next, sigma: sigma).design),
      response: better)
  }

  /// Gauss–Newton steps whose linear problems are solved with Huber's or Tukey's weights, within the bounds of ψ.
  private mutating func robustly(
    _ start: [Double], _ design: Matrix
  ) throws(LeastSquaresError) -> (parameters: [Double], fit: RobustFit, converged: Bool) {
    let regression = RobustRegression(equation.specification.robust == .huber ? .huber() : .bisquare())
    let positions = linear + nonlinear
    let bounds = nonlinear.isEmpty ? nil : linear.map { _ in -Double.infinity...Double.infinity } + bounds
    var parameters = start
    var design = design
    var rounds = 0
    while true {
      var pseudo = equation.residuals(parameters)
      for (column, position) in positions.enumerated() {
        for row in pseudo.indices { pseudo[row] += design[row, column] * parameters[position] }
      }
      let fit = try regression.fit(design, pseudo, bounds: bounds)
      var change = 0.0
      for (column, position) in positions.enumerated() {
        change = max(
          change, abs(fit.coefficients[column] - parameters[position]) / max(abs(parameters[position]), 1e-6))
        parameters[position] = fit.coefficients[column]
      }
      rounds += 1
      let isSettled = nonlinear.isEmpty || change <= 1e-9
      guard !isSettled, rounds < 50, let next = equation.whitened(parameters) else {
        return (parameters, fit, isSettled && fit.converged)
      }
      design = jacobian(parameters, rows(next, sigma: 1).design)
    }
  }

  /// Residuals of data and priors at given parameters.
  private func residuals(_ parameters: [Double], sigma: Double) -> [Double] {
    let data = equation.residuals(parameters)
    guard !priors.isEmpty, let whitened = equation.whitened(parameters) else { return data }
    let scale = Double.exp(whitened.logScale / 2)
    return data
      + priors.map { prior in
        let value = prior.terms.reduce(0.0) { $0 + $1.weight * parameters[linear[$1.column]] }
        return scale * sigma / prior.standardDeviation * (prior.mean - value)
      }
  }

  /// The negative derivative of the residuals: the design of θ, then one column for each element of ψ (the errors by
  /// their u).
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
      let above = equation.residuals(moved, &workspace)
      unpack(down, into: &moved)
      let below = equation.residuals(moved, &workspace)
      for row in above.indices {
        result[row, design.columns + index] = -(above[row] - below[row]) / (up[index] - down[index])
      }
    }
    return result
  }
}
