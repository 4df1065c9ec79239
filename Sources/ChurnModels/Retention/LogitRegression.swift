import LeastSquares
import RealModule

/// Binomial shares with a logit link, by iteratively reweighted least squares: logit hᵢ = xᵢ'γ, Var(yᵢ) ∝ hᵢ(1 − hᵢ)/nᵢ.
///
/// Source: P. McCullagh and J. A. Nelder, *Generalized Linear Models*, 2nd ed., 2.5.
struct LogitRegression {
  /// γ.
  private(set) var coefficients: [Double]
  /// hᵢ.
  private(set) var fitted: [Double] = []
  /// nᵢ hᵢ (1 − hᵢ) of the last step.
  private(set) var weights: [Double] = []
  /// The last least-squares problem, of which all covariances are made.
  private(set) var fit = LinearFit()
  /// Whether the steps ended.
  private(set) var converged = false

  /// Fits from a start.
  ///
  /// - Parameters:
  ///   - design: X, n × p.
  ///   - shares: y, from 0 to 1.
  ///   - trials: the users of each share; nil for one each.
  ///   - start: γ to begin with.
  /// - Throws: ``LeastSquaresError``, as the solver does.
  init(_ design: Matrix, shares: [Double], trials: [Double]? = nil, from start: [Double]) throws(LeastSquaresError) {
    coefficients = start
    var solver = LinearSolver()
    for _ in 0..<100 {
      var working: [Double] = []
      fitted.removeAll(keepingCapacity: true)
      weights.removeAll(keepingCapacity: true)
      for row in 0..<design.rows {
        var sum = 0.0
        for column in coefficients.indices { sum += design[row, column] * coefficients[column] }
        let share = 1 / (1 + .exp(-sum))
        let slope = max(share * (1 - share), 1e-12)
        fitted.append(share)
        weights.append(slope * (trials?[row] ?? 1))
        working.append(sum + (shares[row] - share) / slope)
      }
      try solver.solve(design, working, weights: weights, into: &fit)
      let change = zip(coefficients, fit.coefficients).map { abs($0 - $1) }.max() ?? 0
      coefficients = fit.coefficients
      if change < 1e-12 * max(1, abs(coefficients[0])) {
        converged = true
        break
      }
    }
  }
}
