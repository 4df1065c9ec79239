import RealModule

/// The likelihood of a regression with ARMA errors, as residuals to be squared and as a sum of terms.
struct ARMALikelihood: Sendable {
  let design: Matrix
  let response: [Double]
  let arOrder: Int
  let maOrder: Int

  /// What maximises the likelihood for given φ and θ.
  struct Solution {
    let process: ARMAProcess
    let coefficients: [Double]
    let sigma: Double
    let innovations: [Double]
    /// Sizes of the parameters β, φ, θ, σ on which the likelihood changes: standard errors, roughly.
    let scales: [Double]
  }

  private func process(_ u: [Double]) -> ARMAProcess {
    let ar = AutoregressiveProcess(partialAutocorrelations: u[..<arOrder].map { .tanh($0) })
    let ma = AutoregressiveProcess(partialAutocorrelations: u[arOrder...].map { .tanh($0) })
    return ARMAProcess(ar: ar.coefficients, ma: ma.coefficients.map { -$0 })
  }

  /// y and X side by side.
  private var columns: Matrix {
    Matrix(rows: response.count, columns: design.columns + 1, elements: design.elements + response)
  }

  /// v√(G/F) for the best β, whose sum of squares the search minimises.
  func residuals(_ u: [Double], into f: inout [Double]) {
    var whitened = columns
    guard let logs = process(u).whiten(&whitened), let fit = try? regression(whitened) else {
      for row in f.indices { f[row] = .nan }
      return
    }
    let scale = Double.exp(logs.reduce(0, +) / Double(2 * logs.count))
    for row in f.indices { f[row] = fit.residuals[row] * scale }
  }

  private func regression(_ whitened: Matrix) throws(LeastSquaresError) -> LinearFit {
    let n = whitened.rows
    let k = design.columns
    return try solve(
      Matrix(rows: n, columns: k, elements: Array(whitened.elements[..<(n * k)])), whitened.column(k))
  }

  /// β̂ and σ̂ for φ and θ at u; nil where the process is not stationary to working precision.
  func solution(_ u: [Double]) throws(LeastSquaresError) -> Solution? {
    let process = process(u)
    var whitened = columns
    guard process.whiten(&whitened) != nil else { return nil }
    let fit = try regression(whitened)
    let n = Double(response.count)
    let sigma = Double.sqrt(fit.residualSumOfSquares / n)
    let scales =
      fit.standardErrors + [Double](repeating: 1 / .sqrt(n), count: arOrder + maOrder) + [sigma / .sqrt(2 * n)]
    return Solution(
      process: process, coefficients: fit.coefficients, sigma: sigma, innovations: fit.residuals, scales: scales)
  }

  /// ln of the density of each observation given those before, for β, φ, θ, σ; empty where there is none.
  func terms(_ parameters: [Double]) -> [Double] {
    let k = design.columns
    let n = response.count
    var error = Matrix(rows: n, columns: 1, elements: response)
    for column in 0..<k { for row in 0..<n { error.elements[row] -= design[row, column] * parameters[column] } }
    let process = ARMAProcess(
      ar: Array(parameters[k..<(k + arOrder)]), ma: Array(parameters[(k + arOrder)..<(k + arOrder + maOrder)]))
    let sigma = parameters[parameters.count - 1]
    guard sigma > 0, let logs = process.whiten(&error) else { return [] }
    return (0..<n).map { t in
      let standardised = error.elements[t] / sigma
      return -0.5 * (.log(2 * .pi) + logs[t] + standardised * standardised) - .log(sigma)
    }
  }

  private func logLikelihood(_ parameters: [Double]) -> Double {
    let terms = terms(parameters)
    return terms.isEmpty ? .nan : terms.reduce(0, +)
  }

  /// (−∂² ln L)⁻¹ by central differences of fourth root precision.
  func informationCovariance(_ parameters: [Double], scales: [Double]) -> Matrix? {
    let p = parameters.count
    let steps = scales.map { $0 * 0.02 }
    func value(_ moves: [(Int, Double)]) -> Double {
      var moved = parameters
      for (index, sign) in moves { moved[index] += sign * steps[index] }
      return logLikelihood(moved)
    }
    let centre = logLikelihood(parameters)
    var information = Matrix(rows: p, columns: p)
    for i in 0..<p {
      let curvature =
        (-value([(i, 2)]) + 16 * value([(i, 1)]) - 30 * centre + 16 * value([(i, -1)]) - value([(i, -2)])) / 12
      information[i, i] = -curvature / (steps[i] * steps[i])
      for j in 0..<i {
        let near =
          value([(i, 1), (j, 1)]) - value([(i, 1), (j, -1)]) - value([(i, -1), (j, 1)]) + value([(i, -1), (j, -1)])
        let far =
          value([(i, 2), (j, 2)]) - value([(i, 2), (j, -2)]) - value([(i, -2), (j, 2)]) + value([(i, -2), (j, -2)])
        let mixed = (16 * near - far) / 48
        information[i, j] = -mixed / (steps[i] * steps[j])
        information[j, i] = information[i, j]
      }
    }
    return information.inverseOfPositiveDefinite()
  }

  /// (Σ gₜ gₜ')⁻¹ with the scores gₜ by central differences.
  func outerProductCovariance(_ parameters: [Double], scales: [Double]) -> Matrix? {
    var scores = Matrix(rows: response.count, columns: parameters.count)
    for k in parameters.indices {
      let step = scales[k] * 0.01
      func terms(_ factor: Double) -> [Double] {
        var moved = parameters
        moved[k] += factor * step
        return self.terms(moved)
      }
      let (up, down, farUp, farDown) = (terms(1), terms(-1), terms(2), terms(-2))
      guard [up, down, farUp, farDown].allSatisfy({ $0.count == response.count }) else { return nil }
      for t in response.indices {
        scores[t, k] = (8 * (up[t] - down[t]) - (farUp[t] - farDown[t])) / (12 * step)
      }
    }
    var qr = PivotedQR()
    qr.factorise(scores)
    guard qr.rank == parameters.count else { return nil }
    var factor = Matrix(rows: 0, columns: 0)
    qr.invert(into: &factor)
    return factor.timesTransposeOfItself()
  }
}

extension Matrix {
  /// The inverse by Cholesky's factorisation of the matrix scaled to a unit diagonal; nil if it is not positive definite.
  func inverseOfPositiveDefinite() -> Matrix? {
    let n = rows
    let scales = (0..<n).map { self[$0, $0] > 0 ? 1 / Double.sqrt(self[$0, $0]) : .nan }
    guard scales.allSatisfy(\.isFinite) else { return nil }
    var lower = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for i in j..<n {
        var sum = self[i, j] * scales[i] * scales[j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        if i == j {
          guard sum > 0 else { return nil }
          lower[i, j] = .sqrt(sum)
        } else {
          lower[i, j] = sum / lower[j, j]
        }
      }
    }
    // B = D L⁻ᵀ, so that B B' is the inverse.
    var factor = Matrix(rows: n, columns: n)
    for column in 0..<n {
      var x = [Double](repeating: 0, count: n)
      x[column] = 1
      for i in column..<n {
        for k in column..<i { x[i] -= lower[i, k] * x[k] }
        x[i] /= lower[i, i]
      }
      for i in 0..<n { factor[column, i] = x[i] * scales[column] }
    }
    return factor.timesTransposeOfItself()
  }
}
