import LeastSquares
import RealModule

/// What the solvers of the growth equation hand over: parameters on the original scale of y, and the last linear fit.
struct GrowthSolution: Sendable {
  let estimate: ParameterEstimate
  let criteria: InformationCriteria
  let durbinWatson: Double
  let conditionNumber: Double
  /// Innovations of the intervals, per √month: √(1/v)·e.
  let innovations: [Double]
  let converged: Bool

  /// - Parameters:
  ///   - parameters: θ and, if the fit has one more column than the design, κ, for centred y.
  ///   - fit: the linear problem at the solution, rows times √w.
  ///   - logScale: ln G of the weights.
  ///   - design: the design of that problem.
  ///   - standardErrors: how the covariance is estimated.
  ///   - growth: the equation.
  ///   - converged: whether the search for κ ended at a solution.
  /// - Throws: ``LeastSquaresError`` when a robust covariance is singular.
  init(
    parameters: [Double], fit: LinearFit, logScale: Double, design: Matrix, standardErrors: StandardErrors,
    growth: SparseGrowth, converged: Bool
  ) throws(LeastSquaresError) {
    var values = parameters
    var factor = try fit.covarianceFactor(standardErrors.estimator, design: design)
    if parameters.count > growth.design.rows.columns {
      // α for y itself: α − κ(y − c) = (α + κc) − κy.
      let last = parameters.count - 1
      values[0] += values[last] * growth.centre
      for column in 0..<factor.columns { factor[0, column] += growth.centre * factor[last, column] }
    }
    // Residuals carry √G; σ is the standard deviation of one month.
    let scale = Double.exp(-logScale / 2)
    factor = factor.scaled(by: 1 / scale)
    estimate = ParameterEstimate(
      values: values, factor: factor, sigma: fit.sigma * scale, degreesOfFreedom: Double(fit.degreesOfFreedom))
    criteria = fit.criteria
    durbinWatson = fit.durbinWatson
    conditionNumber = fit.conditionNumber
    innovations = fit.residuals.map { $0 * scale }
    self.converged = converged
  }
}
