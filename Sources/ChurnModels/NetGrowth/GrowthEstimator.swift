import Drivers
import LeastSquares
import RealModule

/// Estimates a growth equation: the exact Gaussian likelihood given the first figure, with priors as further rows.
///
/// Given ψ, θ follows by least squares on whitened rows, so that the search is over ψ only (variable projection): on a
/// grid first, then by Levenberg–Marquardt on v√(G/F), G the geometric mean of F, whose sum of squares determines the
/// likelihood (the device of Box and Cox 1964 for the Jacobian of a scale). The covariance comes from the full
/// Jacobian.
struct GrowthEstimator {
  private(set) var equation: GrowthRegression
  let standardErrors: StandardErrors
  let linear: [Int]
  let nonlinear: [Int]
  let errors: Range<Int>
  let priors: [Prior]
  var solver = LinearSolver()
  var fit = LinearFit()
  var qr = PivotedQR()
  var normalEquations = NormalEquations()
  var workspace: WhitenedRegression
  /// ln |A'A| of the design of the last projection.
  var designLogDeterminant = 0.0
  /// The likelihood of errors with one parameter, from the first time that it is needed.
  var grid: ErrorGrid?
  /// Whether the equation is found to have no such grid.
  var hasNoGrid = false
  /// Whether the search is for the maximum of the restricted likelihood.
  var restricted = false
  /// What is known of the drift of the baseline; nil before the search, and for other baselines.
  var drift: DriftPosterior?

  init(_ equation: GrowthRegression, _ standardErrors: StandardErrors) {
    self.equation = equation
    self.standardErrors = standardErrors
    linear = equation.linearPositions
    nonlinear = equation.nonlinearPositions
    errors = equation.specification.errorIndices
    priors = Self.priors(equation.specification, equation.linearPositions)
    workspace = equation.workspace()
  }

  private static func priors(_ specification: ModelSpecification, _ linear: [Int]) -> [Prior] {
    var result: [Prior] = []
    for (index, driver) in specification.drivers.enumerated() {
      let columns = specification.indices(ofDriver: index).compactMap { linear.firstIndex(of: $0) }
      if let prior = driver.prior {
        result += columns.map { Prior(column: $0, mean: prior.mean, standardDeviation: prior.standardDeviation) }
      }
      guard let lag = driver.distributedLag, case .shiller(let deviation) = lag.shape else { continue }
      // Second differences of the lags are about 0.
      for start in columns.indices.dropLast(2) {
        let terms = zip(columns[start...(start + 2)], [1.0, -2, 1]).map { Prior.Term(column: $0, weight: $1) }
        result.append(Prior(terms, standardDeviation: deviation))
      }
    }
    return result
  }

  /// Estimates the equation.
  ///
  /// - Returns: the estimates for y itself.
  /// - Throws: ``LeastSquaresError`` with the positions of coefficients instead of columns.
  mutating func solve() throws(LeastSquaresError) -> GrowthEstimate {
    do {
      return equation.figureVariances.isEmpty ? try solveInColumns() : try solveBesideNoise()
    } catch .dependentColumns(let dependences) {
      let positions = linear + nonlinear
      throw .dependentColumns(
        dependences.map { .init(column: positions[$0.column], on: $0.on.map { positions[$0] }) })
    }
  }

  /// The estimate whose σ is the one by which the variances of figures were measured, so that the squares of standardised
  /// innovations are 1 on average.
  ///
  /// - Throws: ``LeastSquaresError/noResidualFreedom`` where the errors of the figures explain all that varies.
  private mutating func solveBesideNoise() throws(LeastSquaresError) -> GrowthEstimate {
    /// ln of σ̂ over the σ that is assumed.
    func excess(_ logSigma: Double) throws(LeastSquaresError) -> (Double, GrowthEstimate) {
      equation.precision = .exp(-2 * logSigma)
      (restricted, drift) = (false, nil)
      let estimate = try solveInColumns()
      return (.log(estimate.estimate.sigma) - logSigma, estimate)
    }
    equation.precision = 0
    var high = Double.log(try solveInColumns().estimate.sigma)
    var (above, best) = try excess(high)
    for _ in 0..<100 where above > 0 {
      high += 0.1
      (above, best) = try excess(high)
    }
    var (low, below) = (high, above)
    for _ in 0..<20 where below <= 0 {
      (high, above) = (low, below)
      low -= 0.5
      (below, best) = try excess(low)
    }
    guard below > 0 else { throw .noResidualFreedom }
    // False position with halved ends; σ is no better known than the errors of the model are.
    for _ in 0..<60 {
      let middle = low + (high - low) * below / (below - above)
      let (value, estimate) = try excess(middle)
      best = estimate
      if abs(value) <= (errors.isEmpty ? 1e-9 : 1e-6) { break }
      if value > 0 {
        (low, below, above) = (middle, value, above / 2)
      } else {
        (high, above, below) = (middle, value, below / 2)
      }
    }
    return best
  }

  private mutating func solveInColumns() throws(LeastSquaresError) -> GrowthEstimate {
    var parameters = [Double](repeating: 0, count: equation.specification.coefficientNames.count)
    var sigma = 0.0
    // Reports coefficients that cannot be told apart before the search.
    start(&parameters)
    sigma = try regress(&parameters, sigma: nil)
    var end: GrowthSearch?
    for round in 0..<30 {
      if !nonlinear.isEmpty { end = try search(&parameters, sigma: sigma, fresh: round == 0) }
      try settleDrift(&parameters, sigma: sigma)
      guard !priors.isEmpty else { break }
      // σ determines the weight of a prior.
      let next = try regress(&parameters, sigma: sigma)
      // Where errors are correlated, ψ is known to about a hundredth of a standard error only, and σ likewise.
      let done = abs(next - sigma) <= (errors.isEmpty ? 1e-10 : 1e-6) * sigma
      sigma = next
      if done { break }
    }
    // Maximum likelihood understates correlated errors in short series: estimates are those of the
    // restricted likelihood (Patterson and Thompson 1971), criteria those of the maximum.
    var likelihoodSum = drift?.likelihoodSum
    if !errors.isEmpty, priors.isEmpty {
      likelihoodSum = end?.sum
      restricted = true
      end = try search(&parameters, sigma: sigma, fresh: false)
    }
    if priors.isEmpty, !nonlinear.isEmpty || drift != nil { try regress(&parameters, sigma: sigma) }
    let problem = try linearised(parameters, sigma: sigma)
    return try estimate(problem, likelihoodSum: likelihoodSum, converged: end?.isConverged ?? true)
  }

  /// The values of ψ from which the search starts.
  private func start(_ parameters: inout [Double]) {
    let specification = equation.specification
    if let index = specification.saturationIndex, nonlinear.contains(index) { parameters[index] = 0.02 }
    if let index = specification.transientIndex { parameters[index + 1] = 0.9 }
    for (_, position) in equation.decayPositions { parameters[position] = 0.6 }
    if let index = specification.driftIndex { parameters[index] = 0.1 }
  }

  /// Sets δ of a baseline that drifts to its mean given the other nonlinear parameters.
  private mutating func settleDrift(_ parameters: inout [Double], sigma: Double) throws(LeastSquaresError) {
    guard let index = equation.specification.driftIndex else { return }
    drift = DriftPosterior { driftLikelihoods($0, parameters, sigma: sigma) }
    guard let drift else { throw .responseNotFinite(row: 0) }
    parameters[index] = drift.mean
  }

  /// Rows of data and priors, times √G: design and response.
  func rows(_ whitened: WhitenedRegression, sigma: Double) -> (design: Matrix, response: [Double]) {
    let scale = Double.exp(whitened.logScale / 2)
    if priors.isEmpty {
      return scale == 1
        ? (whitened.design, whitened.response)
        : (whitened.design.scaled(by: scale), whitened.response.map { $0 * scale })
    }
    let joined = PriorRows(whitened.design, whitened.response, priors: priors, sigma: sigma, scale: scale)
    return (joined.design, joined.response)
  }

  /// θ for given ψ; returns σ.
  @discardableResult
  mutating func regress(_ parameters: inout [Double], sigma: Double?) throws(LeastSquaresError) -> Double {
    guard equation.whiten(parameters, into: &workspace) else { throw .responseNotFinite(row: 0) }
    let n = workspace.response.count
    var deviation = sigma ?? 0
    if sigma == nil, !priors.isEmpty {
      // A first σ from the spread of the response about 0.
      deviation = .sqrt(workspace.response.reduce(0) { $0 + $1 * $1 } / Double(n))
    }
    let (design, response) = rows(workspace, sigma: deviation)
    try solver.solve(design, response, into: &fit)
    for (column, position) in linear.enumerated() { parameters[position] = fit.coefficients[column] }
    let sum = fit.residuals[..<n].reduce(0) { $0 + $1 * $1 }
    let freedom = Double(n) - effectiveParameters(design) - Double(nonlinear.count)
    guard freedom > 1e-8 * Double(n) else { throw .noResidualFreedom }
    return .sqrt(sum / freedom) * .exp(-workspace.logScale / 2)
  }

  /// The number of parameters that the data rows of the last fit determine; all of them without priors.
  func effectiveParameters(_ design: Matrix) -> Double {
    priors.isEmpty
      ? Double(design.columns) : fit.effectiveParameters(design: design, rows: equation.innovationCount)
  }
}
