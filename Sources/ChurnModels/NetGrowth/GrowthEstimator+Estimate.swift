import LeastSquares
import RealModule

extension GrowthEstimator {
  /// The estimate of all coefficients from the linear problem at the solution, for y itself and in units of a month.
  ///
  /// - Parameters:
  ///   - problem: the linearised equation, whose solution is the last fit.
  ///   - likelihoodSum: the sum of squares at the maximum of the likelihood, if the estimates are not at that maximum.
  ///   - converged: whether the search ended at a solution.
  /// - Returns: the estimate.
  /// - Throws: ``LeastSquaresError`` when a robust covariance is singular.
  func estimate(
    _ problem: LinearisedRegression, likelihoodSum: Double?, converged: Bool
  ) throws(LeastSquaresError) -> GrowthEstimate {
    let n = equation.innovationCount
    let spread = try spread(problem)
    var parameters = problem.parameters
    var factor = parameterFactor(spread.factor, parameters)
    if let drift, let index = equation.specification.driftIndex {
      let monthly = spread.sigma * .exp(-problem.logScale / 2)
      let slopes = try driftSlopes(parameters, index, sigma: monthly)
      factor = Matrix(
        rows: factor.rows, columns: factor.columns + 1,
        elements: factor.elements + slopes.map { $0 * drift.deviation / spread.sigma })
    }
    if equation.specification.baseline == .saturating, let kappa = equation.specification.saturationIndex {
      // α for y itself: α − κ(y − c) = (α + κc) − κy.
      parameters[0] += parameters[kappa] * equation.centre
    }
    // Residuals include the factor √G; σ is the standard deviation of one month.
    let scale = Double.exp(-problem.logScale / 2)
    let estimate = ParameterEstimate(
      values: parameters, factor: factor.scaled(by: 1 / scale), sigma: spread.sigma * scale,
      degreesOfFreedom: spread.freedom,
      testFreedom: testFreedom(spread, parameters: parameters.count),
      withoutError: parametersOfSingleFigures(problem))
    let residuals = Array((problem.robust?.residuals ?? fit.residuals)[..<n])
    let sum = residuals.reduce(0) { $0 + $1 * $1 }
    var differences = 0.0
    for row in 1..<max(1, n) {
      differences += (residuals[row] - residuals[row - 1]) * (residuals[row] - residuals[row - 1])
    }
    return GrowthEstimate(
      estimate: estimate,
      criteria: InformationCriteria(
        residualSumOfSquares: likelihoodSum ?? sum, logWeights: 0, observations: n,
        parameters: linear.count + nonlinear.count + (drift == nil ? 1 : 2)),
      durbinWatson: sum > 0 ? differences / sum : 2, conditionNumber: fit.conditionNumber,
      innovations: residuals.map { $0 * scale },
      dataShares: dataShares(sigma: spread.sigma, parameters: parameters.count),
      converged: converged && problem.converged, weights: (problem.robust?.weights[..<n]).map(Array.init))
  }

  /// ∂θ̂/∂δ by coefficient; that of δ itself is 1.
  private func driftSlopes(
    _ parameters: [Double], _ index: Int, sigma: Double
  ) throws(LeastSquaresError) -> [Double] {
    var estimation = self
    let step = 1e-4 * min(parameters[index], 1 - parameters[index])
    var (above, below) = (parameters, parameters)
    above[index] += step
    below[index] -= step
    let width = above[index] - below[index]
    try estimation.regress(&above, sigma: sigma)
    try estimation.regress(&below, sigma: sigma)
    return zip(above, below).map { ($0 - $1) / width }
  }

  /// What the coefficients are of the columns of the linear problem: the baseline of a saturating model has the centre of y besides;
  /// nil where they are the same.
  private var combinations: Matrix? {
    let positions = linear + nonlinear
    guard equation.specification.baseline == .saturating, positions.first == 0,
      let kappa = equation.specification.saturationIndex, let column = positions.firstIndex(of: kappa)
    else { return nil }
    var result = Matrix(identity: positions.count)
    result[0, column] = equation.centre
    return result
  }

  /// F with σ²F F' the covariance of what the columns of the linear problem determine, σ, and its degrees of freedom.
  private func spread(
    _ problem: LinearisedRegression
  ) throws(LeastSquaresError) -> (factor: Matrix, sigma: Double, freedom: Double, tests: [Double]) {
    let freedom = Double(max(1, fit.degreesOfFreedom - (drift == nil ? 0 : 1)))
    if let robust = problem.robust {
      let sigma = robust.sigma
      guard let root = robust.covariance.choleskyFactor() else { throw .singularCovariance }
      let factor = root.scaled(by: 1 / sigma)
      return (combinations?.times(factor) ?? factor, sigma, freedom, [])
    }
    guard !priors.isEmpty else {
      let spread = try fit.spread(standardErrors.estimator, design: problem.design, combinations: combinations)
      return (spread.factor, fit.sigma, freedom, spread.freedom)
    }
    let n = equation.innovationCount
    let own = max(Double(n) - effectiveParameters(problem.design), 1)
    let sigma = Double.sqrt(fit.residuals[..<n].reduce(0) { $0 + $1 * $1 } / own)
    let spread = try fit.spread(
      standardErrors.estimator, design: problem.design, priors: priors.count, sigma: sigma, combinations: combinations)
    let factor = spread.factor.scaled(by: standardErrors == .classical ? 1 : fit.sigma / sigma)
    return (factor, sigma, own, standardErrors == .classical ? [] : spread.freedom)
  }

  /// The degrees of freedom of t statistics by parameter, from those by column of the linear problem.
  private func testFreedom(
    _ spread: (factor: Matrix, sigma: Double, freedom: Double, tests: [Double]), parameters count: Int
  ) -> [Double] {
    var tests = [Double](repeating: spread.freedom, count: count)
    for (position, freedom) in zip(linear + nonlinear, spread.tests) { tests[position] = min(spread.freedom, freedom) }
    return tests
  }

  /// The parameters whose robust standard error does not exist: those that a row determines alone, also where correlated errors
  /// spread it over two.
  private func parametersOfSingleFigures(_ problem: LinearisedRegression) -> [Int] {
    guard standardErrors != .classical, problem.robust == nil else { return [] }
    let positions = linear + nonlinear
    let design = equation.baseDesign.rows
    let stated = Set(priors.flatMap(\.terms).map { linear[$0.column] })
    let single = (0..<design.columns).filter { column in
      !stated.contains(column)
        && design.elements[(design.rows * column)..<(design.rows * (column + 1))].count { $0 != 0 } == 1
    }
    let found = Set(
      fit.columnsOfSingleRows(design: problem.design, priors: priors.count).map { positions[$0] } + single)
    return found.intersection(positions).sorted()
  }

  /// Expands a factor for the columns to all coefficients: those of the errors by their derivative in u, those held
  /// at 0 with no error.
  private func parameterFactor(_ columns: Matrix, _ parameters: [Double]) -> Matrix {
    let positions = linear + nonlinear
    let errorJacobian = errorJacobian(parameters)
    let errorStart = positions.count - errorJacobian.columns
    var factor = Matrix(rows: parameters.count, columns: columns.columns)
    for column in 0..<columns.columns {
      for (row, position) in positions[..<errorStart].enumerated() { factor[position, column] = columns[row, column] }
      for row in 0..<errorJacobian.rows {
        var sum = 0.0
        for k in 0..<errorJacobian.columns { sum += errorJacobian[row, k] * columns[errorStart + k, column] }
        factor[positions[errorStart + row], column] = sum
      }
    }
    return factor
  }

  /// The share of the data in the precision of each coefficient with a prior of its own, if errors are independent and of one variance; 1
  /// for the others.
  private func dataShares(sigma: Double, parameters: Int) -> [Double] {
    var precisions: [Int: Double] = [:]
    for prior in priors {
      guard let column = prior.column else { continue }
      precisions[linear[column], default: 0] += 1 / (prior.standardDeviation * prior.standardDeviation)
    }
    let positions = linear + nonlinear
    return (0..<parameters).map { index in
      guard let precision = precisions[index], let row = positions.firstIndex(of: index) else { return 1 }
      let variance = (0..<fit.parameters).reduce(0) { $0 + fit.inverseFactor[row, $1] * fit.inverseFactor[row, $1] }
      return max(0, 1 - precision * variance * sigma * sigma)
    }
  }

  /// ∂(φ, θ)/∂u at given parameters, one row per coefficient.
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
