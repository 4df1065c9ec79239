import Drivers
import LeastSquares
import RealModule

/// Estimates a growth equation: the exact Gaussian likelihood given the first figure, with priors as further rows.
///
/// Given ψ, θ follows by least squares on whitened rows, so that only ψ is searched (variable projection): on a grid first,
/// then by Levenberg–Marquardt on v√(G/F), G the geometric mean of F, whose sum of squares the likelihood is a function
/// of (the device of Box and Cox 1964 for the Jacobian of a scale). The covariance comes from the full Jacobian.
struct GrowthEstimator {
  let equation: GrowthRegression
  let standardErrors: StandardErrors
  let linear: [Int]
  let nonlinear: [Int]
  let errors: Range<Int>
  let beliefs: [Belief]
  var solver = LinearSolver()
  var fit = LinearFit()
  var qr = PivotedQR()
  var room: GrowthRegression.Whitened
  /// Whether the search is for the maximum of the restricted likelihood.
  var restricted = false

  /// A prior: Σ w_k θ_k ~ N(mean, deviation²).
  struct Belief {
    let weights: [(column: Int, weight: Double)]
    let mean: Double
    let deviation: Double
  }

  init(_ equation: GrowthRegression, _ standardErrors: StandardErrors) {
    self.equation = equation
    self.standardErrors = standardErrors
    linear = equation.linearPositions
    nonlinear = equation.nonlinearPositions
    errors = equation.specification.errorIndices
    beliefs = Self.beliefs(equation.specification, equation.linearPositions)
    room = equation.room()
  }

  private static func beliefs(_ specification: ModelSpecification, _ linear: [Int]) -> [Belief] {
    var result: [Belief] = []
    for (index, driver) in specification.drivers.enumerated() {
      let columns = specification.indices(ofDriver: index).compactMap { linear.firstIndex(of: $0) }
      if let prior = driver.prior {
        for column in columns {
          result.append(
            Belief(weights: [(column, 1)], mean: prior.mean, deviation: prior.standardDeviation))
        }
      }
      guard let lag = driver.distributedLag, case .shiller(let deviation) = lag.shape else { continue }
      for start in columns.indices.dropLast(2) {
        result.append(
          Belief(
            weights: [(columns[start], 1), (columns[start + 1], -2), (columns[start + 2], 1)], mean: 0,
            deviation: deviation))
      }
    }
    return result
  }

  /// Estimates the equation.
  ///
  /// - Returns: the estimates for y itself.
  /// - Throws: ``LeastSquaresError`` with the positions of coefficients in the place of columns.
  mutating func solve() throws(LeastSquaresError) -> GrowthEstimate {
    do {
      return try solveInColumns()
    } catch .dependentColumns(let dependences) {
      let positions = linear + nonlinear
      throw .dependentColumns(
        dependences.map { .init(column: positions[$0.column], on: $0.on.map { positions[$0] }) })
    }
  }

  private mutating func solveInColumns() throws(LeastSquaresError) -> GrowthEstimate {
    var parameters = [Double](repeating: 0, count: errors.upperBound)
    var sigma = 0.0
    // Names what cannot be told apart before anything is searched.
    start(&parameters)
    sigma = try regress(&parameters, sigma: nil)
    var end: NonlinearFit?
    for round in 0..<30 {
      if !nonlinear.isEmpty { end = try search(&parameters, sigma: sigma, fresh: round == 0) }
      guard !beliefs.isEmpty else { break }
      // σ decides how much a prior counts.
      let next = try regress(&parameters, sigma: sigma)
      let done = abs(next - sigma) <= 1e-10 * sigma
      sigma = next
      if done { break }
    }
    // Maximum likelihood makes correlated errors too tame in short series: estimates are those of the restricted likelihood
    // (Patterson and Thompson 1971), criteria those of the maximum.
    var likelihoodSum: Double?
    if !errors.isEmpty, beliefs.isEmpty {
      likelihoodSum = end?.residualSumOfSquares
      restricted = true
      end = try search(&parameters, sigma: sigma, fresh: false)
    }
    if beliefs.isEmpty, !nonlinear.isEmpty { try regress(&parameters, sigma: sigma) }
    return try conclude(
      parameters, sigma: sigma, likelihoodSum: likelihoodSum, converged: end?.converged ?? true)
  }

  /// ψ from which the search starts.
  private func start(_ parameters: inout [Double]) {
    let specification = equation.specification
    if let index = specification.saturationIndex, nonlinear.contains(index) { parameters[index] = 0.02 }
    if let index = specification.transientIndex { parameters[index + 1] = 0.9 }
    for (_, position) in equation.decayPositions { parameters[position] = 0.6 }
  }

  /// Rows of data and priors, times √G: design and response.
  func rows(_ whitened: GrowthRegression.Whitened, sigma: Double) -> (design: Matrix, response: [Double]) {
    let scale = Double.exp(whitened.logScale / 2)
    if beliefs.isEmpty {
      return scale == 1
        ? (whitened.design, whitened.response)
        : (whitened.design.scaled(by: scale), whitened.response.map { $0 * scale })
    }
    let n = whitened.response.count
    var design = Matrix(rows: n + beliefs.count, columns: linear.count)
    for column in linear.indices { for row in 0..<n { design[row, column] = scale * whitened.design[row, column] } }
    var response = whitened.response.map { $0 * scale }
    for (index, belief) in beliefs.enumerated() {
      let weight = scale * sigma / belief.deviation
      for term in belief.weights { design[n + index, term.column] = weight * term.weight }
      response.append(weight * belief.mean)
    }
    return (design, response)
  }

  /// θ for given ψ; returns σ.
  @discardableResult
  mutating func regress(_ parameters: inout [Double], sigma: Double?) throws(LeastSquaresError) -> Double {
    guard equation.whiten(parameters, into: &room) else { throw .responseNotFinite(row: 0) }
    let n = room.response.count
    var deviation = sigma ?? 0
    if sigma == nil, !beliefs.isEmpty {
      // A first σ from the spread of the response about 0.
      deviation = .sqrt(room.response.reduce(0) { $0 + $1 * $1 } / Double(n))
    }
    let (design, response) = rows(room, sigma: deviation)
    try solver.solve(design, response, into: &fit)
    for (column, position) in linear.enumerated() { parameters[position] = fit.coefficients[column] }
    let sum = fit.residuals[..<n].reduce(0) { $0 + $1 * $1 }
    let freedom = Double(n) - effectiveParameters(design, n) - Double(nonlinear.count)
    guard freedom > 1e-8 * Double(n) else { throw .noResidualFreedom }
    return .sqrt(sum / freedom) * .exp(-room.logScale / 2)
  }

  /// The parameters that the data rows of the last fit determine; all of them without priors.
  func effectiveParameters(_ design: Matrix, _ n: Int) -> Double {
    guard !beliefs.isEmpty else { return Double(design.columns) }
    let covariance = fit.inverseFactor
    var trace = 0.0
    for row in 0..<n {
      for k in 0..<covariance.columns {
        var product = 0.0
        for column in 0..<design.columns { product += design[row, column] * covariance[column, k] }
        trace += product * product
      }
    }
    return trace
  }
}
