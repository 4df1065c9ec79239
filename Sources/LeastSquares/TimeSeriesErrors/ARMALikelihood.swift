import RealModule

/// The likelihood of a regression with ARMA errors, as residuals to be squared and as a sum of terms.
struct ARMALikelihood: Sendable {
  let design: Matrix
  let response: [Double]
  let arOrder: Int
  let maOrder: Int

  /// y and X side by side, as they are and whitened; storage of the search.
  private let columns: Matrix
  private var whitened: Matrix
  private var regressors: Matrix
  private var whiteResponse: [Double]
  private var solver = LinearSolver()
  private var fit = LinearFit()

  init(design: Matrix, response: [Double], arOrder: Int, maOrder: Int) {
    self.design = design
    self.response = response
    self.arOrder = arOrder
    self.maOrder = maOrder
    columns = Matrix(rows: response.count, columns: design.columns + 1, elements: design.elements + response)
    whitened = columns
    regressors = design
    whiteResponse = response
  }

  /// What maximises the likelihood for given φ and θ.
  struct Solution {
    let process: ARMAProcess
    let coefficients: [Double]
    let sigma: Double
    let innovations: [Double]
    let logLikelihood: Double
  }

  private func process(_ u: [Double]) -> ARMAProcess {
    ARMAProcess(unbounded: u, arOrder: arOrder)
  }

  /// v√(G/F) for the best β, whose sum of squares the search minimises.
  mutating func residuals(_ u: [Double], into f: inout [Double]) {
    do {
      guard let logs = try regress(process(u)) else { throw LeastSquaresError.responseNotFinite(row: 0) }
      let scale = Double.exp(logs.reduce(0, +) / Double(2 * logs.count))
      for row in f.indices { f[row] = fit.residuals[row] * scale }
    } catch {
      for row in f.indices { f[row] = .nan }
    }
  }

  /// Whitens y and X and leaves the regression of the one on the other in `fit`; returns ln F, or nil for a process that is
  /// not stationary to working precision.
  private mutating func regress(_ process: ARMAProcess) throws(LeastSquaresError) -> [Double]? {
    let n = response.count
    let k = design.columns
    for index in columns.elements.indices { whitened.elements[index] = columns.elements[index] }
    guard let logs = process.whiten(&whitened) else { return nil }
    for index in 0..<(n * k) { regressors.elements[index] = whitened.elements[index] }
    for row in 0..<n { whiteResponse[row] = whitened.elements[row + n * k] }
    try solver.solve(regressors, whiteResponse, into: &fit)
    return logs
  }

  /// β̂ and σ̂ for φ and θ at u; nil where the process is not stationary to working precision.
  mutating func solution(_ u: [Double]) throws(LeastSquaresError) -> Solution? {
    let process = process(u)
    guard let logs = try regress(process) else { return nil }
    let n = Double(response.count)
    let sigma = Double.sqrt(fit.residualSumOfSquares / n)
    return Solution(
      process: process, coefficients: fit.coefficients, sigma: sigma, innovations: fit.residuals,
      logLikelihood: -n / 2 * (.log(2 * .pi) + 1) - n * .log(sigma) - logs.reduce(0, +) / 2)
  }

  /// y − X β̂ and X, whitened by a process: v_t/√F_t of the error, the columns, and ln F.
  private func whitened(
    _ process: ARMAProcess, _ solution: Solution
  ) -> (error: [Double], columns: Matrix, logs: [Double])? {
    let k = design.columns
    let n = response.count
    var all = columns
    for column in 0..<k {
      for row in 0..<n { all.elements[row + n * k] -= design[row, column] * solution.coefficients[column] }
    }
    guard let logs = process.whiten(&all) else { return nil }
    return (all.column(k), Matrix(rows: n, columns: k, elements: Array(all.elements[..<(n * k)])), logs)
  }

  /// The process whose coefficient `index` (φ, then θ) is moved.
  private func moved(_ process: ARMAProcess, _ moves: [(index: Int, by: Double)]) -> ARMAProcess {
    var all = process.ar + process.ma
    for move in moves { all[move.index] += move.by }
    return ARMAProcess(ar: Array(all[..<arOrder]), ma: Array(all[arOrder...]))
  }

  /// A fiftieth of 1/√n, the size of the standard error of a coefficient of a process.
  private var step: Double { 0.02 / .sqrt(Double(response.count)) }

  /// (−∂² ln L)⁻¹ in the order β, φ, θ, σ.
  ///
  /// ln L = −n ln σ − ½Σ ln F − S/(2σ²) with S = Σẽ². What concerns β and σ alone is exact: X̃'X̃/σ², −X̃'ẽ as a function of
  /// φ and θ, 3S/σ⁴ − n/σ². Derivatives in φ and θ are central differences of fourth order.
  func informationCovariance(at solution: Solution) -> Matrix? {
    let k = design.columns
    let m = arOrder + maOrder
    let n = Double(response.count)
    let sigma = solution.sigma
    let variance = sigma * sigma

    /// −ln L, S, and −X̃'ẽ/σ².
    func values(_ moves: [(index: Int, by: Double)]) -> [Double]? {
      guard let (error, columns, logs) = whitened(moved(solution.process, moves), solution) else { return nil }
      let sum = error.reduce(0) { $0 + $1 * $1 }
      let gradient = (0..<k).map { column in
        -(error.indices.reduce(0) { $0 + columns[$1, column] * error[$1] }) / variance
      }
      return [logs.reduce(0, +) / 2 + sum / (2 * variance), sum] + gradient
    }
    guard let centre = values([]), let (_, columns, _) = whitened(solution.process, solution) else { return nil }
    var information = Matrix(rows: k + m + 1, columns: k + m + 1)
    func set(_ i: Int, _ j: Int, _ value: Double) {
      information[i, j] = value
      information[j, i] = value
    }
    for i in 0..<k {
      for j in 0...i {
        set(i, j, (0..<response.count).reduce(0) { $0 + columns[$1, i] * columns[$1, j] } / variance)
      }
    }
    set(k + m, k + m, 3 * centre[1] / (variance * variance) - n / variance)
    let h = step
    for i in 0..<m {
      guard let up = values([(i, h)]), let down = values([(i, -h)]), let farUp = values([(i, 2 * h)]),
        let farDown = values([(i, -2 * h)])
      else { return nil }
      let slopes = centre.indices.map { (8 * (up[$0] - down[$0]) - (farUp[$0] - farDown[$0])) / (12 * h) }
      for column in 0..<k { set(column, k + i, slopes[2 + column]) }
      set(k + i, k + m, -slopes[1] / (variance * sigma))
      let curvature = -farUp[0] + 16 * up[0] - 30 * centre[0] + 16 * down[0] - farDown[0]
      set(k + i, k + i, curvature / (12 * h * h))
      for j in 0..<i {
        func cross(_ d: Double) -> Double? {
          guard let a = values([(i, d), (j, d)]), let b = values([(i, d), (j, -d)]),
            let c = values([(i, -d), (j, d)]), let e = values([(i, -d), (j, -d)])
          else { return nil }
          return a[0] - b[0] - c[0] + e[0]
        }
        guard let near = cross(h), let far = cross(2 * h) else { return nil }
        set(k + i, k + j, (16 * near - far) / (48 * h * h))
      }
    }
    return information.inverseOfPositiveDefinite()
  }

  /// (Σ gₜ gₜ')⁻¹ with the scores gₜ of each observation, in the order β, φ, θ, σ.
  func outerProductCovariance(at solution: Solution) -> Matrix? {
    let k = design.columns
    let n = response.count
    let sigma = solution.sigma
    let variance = sigma * sigma
    guard let (error, columns, _) = whitened(solution.process, solution) else { return nil }
    var scores = Matrix(rows: n, columns: k + arOrder + maOrder + 1)
    for t in 0..<n {
      for column in 0..<k { scores[t, column] = columns[t, column] * error[t] / variance }
      scores[t, scores.columns - 1] = error[t] * error[t] / (variance * sigma) - 1 / sigma
    }
    let h = step
    for i in 0..<(arOrder + maOrder) {
      func terms(_ by: Double) -> [Double]? {
        whitened(moved(solution.process, [(i, by)]), solution).map { part in
          zip(part.error, part.logs).map { -$1 / 2 - $0 * $0 / (2 * variance) }
        }
      }
      guard let up = terms(h), let down = terms(-h), let farUp = terms(2 * h), let farDown = terms(-2 * h) else {
        return nil
      }
      for t in 0..<n { scores[t, k + i] = (8 * (up[t] - down[t]) - (farUp[t] - farDown[t])) / (12 * h) }
    }
    var qr = PivotedQR()
    guard qr.factorise(scores), qr.rank == scores.columns else { return nil }
    var factor = Matrix(rows: 0, columns: 0)
    qr.invert(into: &factor)
    return factor.timesTransposeOfItself()
  }
}
