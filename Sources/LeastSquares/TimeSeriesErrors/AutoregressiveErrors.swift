/// Regression with autoregressive errors by feasible generalised least squares, iterated to convergence.
///
/// y = X β + e, eₜ = Σ φ_j eₜ₋ⱼ + uₜ. β by least squares of the whitened problem, φ by Yule–Walker from the residuals of
/// the original one, in turn.
///
/// Source: S. J. Prais and C. B. Winsten, Cowles Commission Discussion Paper 383 (1954); D. Cochrane and G. H. Orcutt,
/// Journal of the American Statistical Association 44 (1949), 32.
public struct AutoregressiveErrors: Sendable, Equatable {
  /// What becomes of the first p rows, which have no full past.
  public enum FirstRows: Sendable, Equatable {
    /// They are whitened by what past they have (Prais–Winsten): nothing is lost.
    case kept
    /// They are left out (Cochrane–Orcutt), as statsmodels' GLSAR does.
    case dropped
  }

  /// p ≥ 1.
  public let order: Int
  /// What becomes of the first p rows.
  public let firstRows: FirstRows
  /// Ends when φ changes by less than this.
  public var tolerance = 1e-12
  /// Ends after this many iterations.
  public var maximumIterations = 500

  /// A regression with AR(p) errors.
  public init(order: Int, firstRows: FirstRows = .kept) {
    precondition(order >= 1, "the order is at least 1")
    self.order = order
    self.firstRows = firstRows
  }

  /// Fits the regression.
  ///
  /// - Parameters:
  ///   - design: X, n × k in the order of time.
  ///   - response: y, length n.
  /// - Returns: the fit; whether it converged is a value in it.
  /// - Throws: ``LeastSquaresError`` when the columns are dependent or too many.
  public func fit(_ design: Matrix, _ response: [Double]) throws(LeastSquaresError) -> AutoregressiveFit {
    guard design.rows > design.columns + order + 1 else {
      throw .tooFewObservations(rows: design.rows, columns: design.columns + order)
    }
    var solver = LinearSolver()
    var fit = try solver.solve(design, response)
    var process = AutoregressiveProcess([Double](repeating: 0, count: order))
    var residuals = fit.residuals
    var iterations = 0
    var converged = false
    while iterations < maximumIterations, !converged {
      var next = AutoregressiveProcess(yuleWalker: residuals, order: order)
      // Rounding may carry a process at the border over it.
      if !next.isStationary { next = AutoregressiveProcess(yuleWalker: residuals, order: order, adjusted: false) }
      let change = zip(next.coefficients, process.coefficients).reduce(0) { max($0, abs($1.0 - $1.1)) }
      converged = iterations > 0 && change <= tolerance
      process = next
      let skipped = firstRows == .dropped ? order : 0
      let columns = (0..<design.columns).map { Array(process.whitened(design.column($0))[skipped...]) }
      let whitened = Matrix(
        rows: design.rows - skipped, columns: design.columns, elements: columns.flatMap { $0 })
      try solver.solve(whitened, Array(process.whitened(response)[skipped...]), into: &fit)
      residuals = design.residuals(response, fit.coefficients)
      iterations += 1
    }
    return AutoregressiveFit(
      process: process, whitened: fit, residuals: residuals, converged: converged, iterations: iterations)
  }
}

/// A fitted regression with autoregressive errors.
public struct AutoregressiveFit: Sendable, Equatable {
  /// φ̂.
  public let process: AutoregressiveProcess
  /// The least-squares fit of the whitened problem: coefficients, standard errors, σ̂ of u.
  public let whitened: LinearFit
  /// e = y − X β̂, length n.
  public let residuals: [Double]
  /// Whether φ settled.
  public let converged: Bool
  /// Iterations taken.
  public let iterations: Int
}
