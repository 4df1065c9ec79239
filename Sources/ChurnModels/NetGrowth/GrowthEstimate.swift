import LeastSquares
import RealModule

/// What the estimation of a growth equation hands over: parameters on the original scale of y, and how sure they are.
struct GrowthEstimate: Sendable {
  let estimate: ParameterEstimate
  let criteria: InformationCriteria
  let durbinWatson: Double
  let conditionNumber: Double
  /// v/√F, the standardised innovations, in units of a monthly innovation.
  let innovations: [Double]
  /// The share of the data in the precision of each coefficient with a prior of its own; 1 for the others.
  let dataShares: [Double]
  let converged: Bool

  /// - Parameters:
  ///   - equation: what was estimated.
  ///   - parameters: all coefficients, for centred y.
  ///   - fit: the linear problem at the solution.
  ///   - design: its design: a column for each of `positions`; rows of data, then of priors.
  ///   - whitened: the whitened problem at the solution.
  ///   - positions: the coefficient of each column.
  ///   - errorJacobian: ∂(φ, θ)/∂u of the errors, whose columns are the last of the design.
  ///   - effectiveParameters: the parameters that the data determine.
  ///   - hasBeliefs: whether there are rows of priors.
  ///   - priorPrecisions: 1/s² of the priors, by coefficient.
  ///   - standardErrors: how the covariance is estimated.
  ///   - robust: the fit by robust weights that gave the parameters; nil for least squares.
  ///   - likelihoodSum: the sum of squares at the maximum of the likelihood, where the estimates are others.
  ///   - converged: whether the search ended at a solution.
  /// - Throws: ``LeastSquaresError`` when a robust covariance is singular.
  init(
    equation: GrowthRegression, parameters: [Double], fit: LinearFit, design: Matrix,
    whitened: GrowthRegression.Whitened, positions: [Int], errorJacobian: Matrix, effectiveParameters: Double,
    hasBeliefs: Bool, priorPrecisions: [Int: Double], standardErrors: StandardErrors, robust: RobustFit?,
    likelihoodSum: Double?,
    converged: Bool
  ) throws(LeastSquaresError) {
    var parameters = parameters
    var sigma = fit.sigma
    var freedom = Double(fit.degreesOfFreedom)
    var covariance: Matrix
    var residuals = fit.residuals
    let n = equation.innovationCount
    if let robust {
      residuals = robust.residuals
      sigma = .sqrt(residuals.reduce(0) { $0 + $1 * $1 } / freedom)
      guard let root = robust.covariance.choleskyFactor() else { throw .singularCovariance }
      covariance = root.scaled(by: 1 / sigma)
    } else {
      covariance = try fit.covarianceFactor(standardErrors.estimator, design: design)
      if hasBeliefs {
        freedom = max(Double(n) - effectiveParameters, 1)
        let own = Double.sqrt(residuals[..<n].reduce(0) { $0 + $1 * $1 } / freedom)
        covariance = covariance.scaled(by: standardErrors == .classical ? 1 : sigma / own)
        sigma = own
      }
    }
    residuals = Array(residuals[..<n])
    let count = parameters.count
    var factor = Matrix(rows: count, columns: covariance.columns)
    let errorStart = positions.count - errorJacobian.columns
    for column in 0..<covariance.columns {
      for (row, position) in positions[..<errorStart].enumerated() {
        factor[position, column] = covariance[row, column]
      }
      for row in 0..<errorJacobian.rows {
        var sum = 0.0
        for k in 0..<errorJacobian.columns { sum += errorJacobian[row, k] * covariance[errorStart + k, column] }
        factor[positions[errorStart + row], column] = sum
      }
    }
    if equation.specification.baseline == .saturating, let kappa = equation.specification.saturationIndex {
      // α for y itself: α − κ(y − c) = (α + κc) − κy.
      parameters[0] += parameters[kappa] * equation.centre
      for column in 0..<factor.columns { factor[0, column] += equation.centre * factor[kappa, column] }
    }
    // Residuals carry √G; σ is the standard deviation of one month.
    let scale = Double.exp(-whitened.logScale / 2)
    factor = factor.scaled(by: 1 / scale)
    let sum = residuals.reduce(0) { $0 + $1 * $1 }
    estimate = ParameterEstimate(
      values: parameters, factor: factor, sigma: sigma * scale, degreesOfFreedom: freedom)
    criteria = InformationCriteria(
      residualSumOfSquares: likelihoodSum ?? sum, logWeights: 0, observations: n, parameters: positions.count + 1)
    var differences = 0.0
    for row in 1..<max(1, n) {
      differences += (residuals[row] - residuals[row - 1]) * (residuals[row] - residuals[row - 1])
    }
    durbinWatson = sum > 0 ? differences / sum : 2
    conditionNumber = fit.conditionNumber
    innovations = residuals.map { $0 * scale }
    let estimate = estimate
    dataShares = parameters.indices.map { index in
      guard let precision = priorPrecisions[index] else { return 1 }
      let error = estimate.standardErrors[index]
      return max(0, 1 - precision * error * error)
    }
    self.converged = converged
  }
}
