import Drivers
import LeastSquares
import RealModule

/// Estimates a growth equation: the exact Gaussian likelihood given the first figure, with priors as further rows.
///
/// Given ψ, θ follows by least squares on whitened rows, so that only ψ is searched (variable projection): on a grid first,
/// then by Levenberg–Marquardt on v√(G/F), G the geometric mean of F, whose sum of squares the likelihood is a function
/// of (the device of Box and Cox 1964 for the Jacobian of a scale). The covariance comes from the full Jacobian.
struct GrowthEstimation {
  let equation: GrowthEquation
  let standardErrors: StandardErrors
  private let linear: [Int]
  private let nonlinear: [Int]
  private let errors: Range<Int>
  private let beliefs: [Belief]
  private var solver = LinearSolver()
  private var fit = LinearFit()
  private var qr = PivotedQR()
  private var room: GrowthEquation.Whitened
  /// Whether the search is for the maximum of the restricted likelihood.
  private var restricted = false

  /// A prior: Σ w_k θ_k ~ N(mean, deviation²).
  private struct Belief {
    let weights: [(column: Int, weight: Double)]
    let mean: Double
    let deviation: Double
  }

  init(_ equation: GrowthEquation, _ standardErrors: StandardErrors) {
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
  mutating func solve() throws(LeastSquaresError) -> GrowthSolution {
    do {
      return try solveInColumns()
    } catch .dependentColumns(let dependences) {
      let positions = linear + nonlinear
      throw .dependentColumns(
        dependences.map { .init(column: positions[$0.column], on: $0.on.map { positions[$0] }) })
    }
  }

  private mutating func solveInColumns() throws(LeastSquaresError) -> GrowthSolution {
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
  private func rows(_ whitened: GrowthEquation.Whitened, sigma: Double) -> (design: Matrix, response: [Double]) {
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
  private mutating func regress(_ parameters: inout [Double], sigma: Double?) throws(LeastSquaresError) -> Double {
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
  private func effectiveParameters(_ design: Matrix, _ n: Int) -> Double {
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

  // MARK: The search for ψ

  /// The numbers that are searched: ψ itself, and for the errors u with partial autocorrelations tanh(u).
  private func unpack(_ search: [Double], into parameters: inout [Double]) {
    let first = search.count - errors.count
    for index in 0..<first { parameters[nonlinear[index]] = search[index] }
    guard !errors.isEmpty else { return }
    let process = ARMAProcess(
      unbounded: Array(search[first...]), arOrder: equation.specification.errors.arOrder)
    for (index, value) in (process.ar + process.ma).enumerated() { parameters[errors.lowerBound + index] = value }
  }

  private var bounds: [ClosedRange<Double>] {
    let specification = equation.specification
    return nonlinear.map { position in
      position == specification.saturationIndex
        ? -0.5...0.999
        : position == specification.transientIndex.map({ $0 + 1 })
          ? 0.01...0.995 : specification.decayIndices.contains(position) ? 0...0.99 : -4...4
    }
  }

  /// Residuals of data and priors for given ψ and the best θ; NaN where there are none.
  private mutating func projected(
    _ search: [Double], _ parameters: inout [Double], sigma: Double, into result: inout [Double]
  ) {
    unpack(search, into: &parameters)
    var factor = Double.nan
    if equation.whiten(parameters, into: &room) {
      let n = room.response.count
      let columns = room.design.columns
      if beliefs.isEmpty {
        for row in 0..<n { result[row] = room.response[row] }
        qr.factorise(room.design)
        // The scale √G is put on the residuals alone.
        factor = .exp(room.logScale / 2)
      } else {
        let (design, response) = rows(room, sigma: sigma)
        for row in response.indices { result[row] = response[row] }
        qr.factorise(design)
        factor = 1
      }
      if qr.rank == columns { qr.project(&result) } else { factor = .nan }
      if restricted {
        // −2 ln L of the errors alone has ln |X'V⁻¹X| beside, with n − p in the place of n; X is that times √G.
        let logDeterminant = qr.logDeterminant + Double(columns) * room.logScale
        factor *= .exp(logDeterminant / Double(2 * (n - columns)))
      }
    }
    for row in result.indices { result[row] *= factor }
  }

  /// The best ψ, with the sum of squares of data and priors for the best θ.
  private mutating func search(
    _ parameters: inout [Double], sigma: Double, fresh: Bool
  ) throws(LeastSquaresError) -> NonlinearFit {
    let count = equation.innovationCount + beliefs.count
    var work = [Double](repeating: 0, count: count)
    var current = parameters
    let split = nonlinear.count - errors.count
    var best = nonlinear.map { parameters[$0] }
    for index in split..<best.count { best[index] = unbounded(parameters)[index - split] }
    func sum(_ point: [Double], _ estimation: inout GrowthEstimation) -> Double {
      estimation.projected(point, &current, sigma: sigma, into: &work)
      let sum = work.reduce(0) { $0 + $1 * $1 }
      return sum.isFinite ? sum : .infinity
    }
    if fresh {
      for _ in 0..<(split > 1 ? 2 : 1) {
        for index in 0..<split {
          var least = Double.infinity
          var found = best[index]
          for candidate in grid(index) {
            var point = best
            point[index] = candidate
            let value = sum(point, &self)
            if value < least { (least, found) = (value, candidate) }
          }
          best[index] = found
        }
      }
    }
    let starts = fresh ? errorStarts(best, split, &current, &work, sigma) : [best]
    var long = LevenbergMarquardt()
    if !errors.isEmpty {
      // The likelihood is flat within a hundredth of a standard error; more digits would say nothing. Where estimates are
      // those of the restricted likelihood, that of the maximum is wanted for itself, and flatter still.
      long.functionTolerance = beliefs.isEmpty ? 1e-8 : 1e-11
      long.stepTolerance = beliefs.isEmpty ? 1e-4 : 1e-7
      long.maximumEvaluations = 500
      long.polishes = false
    }
    var short = long
    short.functionTolerance = 1e-6
    short.stepTolerance = 1e-3
    short.maximumEvaluations = 25
    let bounds = bounds
    var near = starts[0]
    if starts.count > 1 {
      let ends = starts.map { start in
        short.minimise(
          from: start, count: count, residuals: { projected($0, &current, sigma: sigma, into: &$1) }, bounds: bounds)
      }.filter(\.residualSumOfSquares.isFinite)
      guard let least = ends.min(by: { $0.residualSumOfSquares < $1.residualSumOfSquares }) else {
        throw .responseNotFinite(row: 0)
      }
      near = least.parameters
    }
    let end = long.minimise(
      from: near, count: count, residuals: { projected($0, &current, sigma: sigma, into: &$1) }, bounds: bounds)
    unpack(end.parameters, into: &parameters)
    return end
  }

  /// u of the errors at given parameters; 0 where they are not searched yet.
  private func unbounded(_ parameters: [Double]) -> [Double] {
    let p = equation.specification.errors.arOrder
    func partials(_ coefficients: [Double]) -> [Double] {
      (AutoregressiveProcess(coefficients).partialAutocorrelations
        ?? [Double](repeating: 0, count: coefficients.count)).map { .atanh(min(max($0, -0.999), 0.999)) }
    }
    let values = Array(parameters[errors])
    return partials(Array(values[..<p])) + partials(values[p...].map { -$0 })
  }

  /// What Yule–Walker says, without, with and against a moving average; and strong persistence.
  private mutating func errorStarts(
    _ best: [Double], _ split: Int, _ current: inout [Double], _ work: inout [Double], _ sigma: Double
  ) -> [[Double]] {
    guard !errors.isEmpty else { return [best] }
    let (p, q) = (equation.specification.errors.arOrder, equation.specification.errors.maOrder)
    projected(best, &current, sigma: sigma, into: &work)
    let base = Array(best[..<split])
    var partial = [Double](repeating: 0, count: p)
    if p > 0, equation.isComplete, work.allSatisfy(\.isFinite), equation.innovationCount > p + 2 {
      let process = AutoregressiveProcess(
        yuleWalker: Array(work[..<equation.innovationCount]), order: p, adjusted: false)
      partial = (process.partialAutocorrelations ?? partial).map { .atanh(min(max($0, -0.98), 0.98)) }
    }
    func start(_ partial: [Double], _ moving: Double) -> [Double] {
      base + partial + (0..<q).map { $0 == 0 ? .atanh(moving) : 0 }
    }
    var strong = [Double](repeating: 0, count: p)
    if p > 0 { strong[0] = 0.9 }
    var starts = [start(partial, 0)]
    if q > 0 { starts += [start(partial, 0.4), start(partial, -0.4)] }
    // With autoregression alone the likelihood of observed months has one maximum to speak of.
    if p > 0, q > 0 || !equation.isComplete { starts.append(start(strong, q > 0 ? -0.3 : 0)) }
    return starts
  }

  private func grid(_ index: Int) -> [Double] {
    let specification = equation.specification
    switch nonlinear[index] {
    case specification.saturationIndex:
      // κ from slightly explosive to 1 (half-life nil), denser near 0 (long half-lives).
      return [-0.05, -0.01, 0] + (0..<28).map { 0.001 * .pow(1.3, Double($0)) }.filter { $0 < 0.999 }
    case specification.transientIndex.map({ $0 + 1 }): return [0.3, 0.6, 0.8, 0.9, 0.95, 0.98]
    default: return [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95]
    }
  }

  // MARK: Covariance

  private mutating func conclude(
    _ parameters: [Double], sigma: Double, likelihoodSum: Double?, converged: Bool
  ) throws(LeastSquaresError) -> GrowthSolution {
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
    return try GrowthSolution(
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
