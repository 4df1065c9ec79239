import RealModule

/// The likelihood of a regression whose errors have one unknown parameter, at eight values of it side by side, where the level is
/// observed in every step.
///
/// Residuals of the regression are not formed: the sum of their squares and the determinant of the design come from the Cholesky
/// factor of the products of all whitened series, the response last. Products of autoregressive errors are quadratic in the
/// parameter, so that the series are read once for all values.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., 4.2.5 and 5.3.2; the whitening is that of ``KalmanFilter``.
public struct ErrorGrid: Sendable {
  /// The errors.
  public enum Process: Sendable {
    /// u_t = φ u_{t−1} + e_t, started in its stationary distribution; the parameter is φ, between −1 and 1.
    case autoregression
    /// e_t about a level of which a share δ of every e_t stays; the parameter is δ, from 0 to 1.
    case drift
  }

  /// The likelihood at eight values.
  public struct Likelihood: Sendable {
    /// v'v of the residuals v√(G/F), G the geometric mean of the variances F: the sum of squares that determines the
    /// likelihood.
    public let sums: SIMD8<Double>
    /// ln |X'V⁻¹X|, V with the determinant 1.
    public let logDeterminants: SIMD8<Double>
  }

  /// n, the number of steps.
  public let steps: Int
  /// The number of regressors.
  public let regressors: Int
  /// The known errors by step, those of all regressors and then of the response.
  private let errors: [Double]
  /// The products of autoregressive errors at φ: first − φ second + φ² third; empty before they are needed.
  private var moments: [(first: Double, second: Double, third: Double)] = []
  /// The products of the whitened series, column after column of the upper triangle; then its Cholesky factor.
  private var products: [SIMD8<Double>]
  private var state: [SIMD8<Double>]
  private var whitened: [SIMD8<Double>]

  /// A regression.
  ///
  /// - Parameters:
  ///   - observations: the levels from the first one on, n + 1 of them.
  ///   - inputs: what is added to the level in each step, n rows; the first column belongs to the response, the others to regressors.
  public init(observations: [Double], inputs: Matrix) {
    // Cannot trap: inputs and observations are made from the same months.
    precondition(
      observations.count == inputs.rows + 1 && inputs.columns > 0, "there must be one level more than inputs")
    inputs.checkBounds()
    steps = inputs.rows
    regressors = inputs.columns - 1
    let width = inputs.columns
    var errors = [Double](repeating: 0, count: steps * width)
    for step in 0..<steps {
      for column in 0..<regressors { errors[step * width + column] = inputs[step, 1 + column] }
      errors[step * width + regressors] = observations[step + 1] - observations[step] - inputs[step, 0]
    }
    self.errors = errors
    products = [SIMD8<Double>](repeating: .zero, count: width * (width + 1) / 2)
    state = [SIMD8<Double>](repeating: .zero, count: width)
    whitened = [SIMD8<Double>](repeating: .zero, count: Self.block * width)
  }

  /// The likelihood at eight values.
  ///
  /// - Parameters:
  ///   - process: the errors.
  ///   - values: values of its parameter.
  /// - Returns: nil where columns nearly depend on each other or numbers are not finite at one of the values.
  /// - Complexity: O(n·m²) for a drift and the first time, otherwise O(m³), m the number of series.
  public mutating func likelihood(_ process: Process, at values: SIMD8<Double>) -> Likelihood? {
    var logScale = SIMD8<Double>.zero
    switch process {
    case .autoregression:
      if moments.isEmpty { findMoments() }
      for index in products.indices {
        let moment = moments[index]
        products[index] = moment.first - values * (moment.second - values * moment.third)
      }
      for lane in 0..<8 { logScale[lane] = -.log(1 - values[lane] * values[lane]) / Double(steps) }
    case .drift: multiplyDrifting(values)
    }
    guard decompose() else { return nil }
    var (sums, determinants) = (products[products.count - 1], Double(regressors) * logScale)
    sums *= sums
    for lane in 0..<8 {
      sums[lane] *= .exp(logScale[lane])
      for column in 0..<regressors { determinants[lane] += 2 * .log(products[column * (column + 3) / 2][lane]) }
    }
    return Likelihood(sums: sums, logDeterminants: determinants)
  }

  /// Σ eᵢ fᵢ, Σ (eᵢ fᵢ₋₁ + eᵢ₋₁ fᵢ), and Σ eᵢ fᵢ without both ends, for each two series.
  private mutating func findMoments() {
    let width = regressors + 1
    moments = [(first: Double, second: Double, third: Double)](repeating: (0, 0, 0), count: products.count)
    for step in 0..<steps {
      let (now, before) = (step * width, max(0, step - 1) * width)
      let (hasLast, isInner) = (step > 0, step > 0 && step + 1 < steps)
      var index = 0
      // Bounded: the errors are steps × width, the moments width (width + 1) / 2, as the indices are.
      unsafe errors.withUnsafeBufferPointer { errors in
        for j in 0..<width {
          let (own, last) = unsafe (errors[now + j], hasLast ? errors[before + j] : 0)
          for i in 0...j {
            let product = unsafe own * errors[now + i]
            moments[index].first += product
            if hasLast { unsafe moments[index].second += own * errors[before + i] + last * errors[now + i] }
            if isInner { moments[index].third += product }
            index += 1
          }
        }
      }
    }
  }

  /// The products of errors about a level that drifts: an innovation is an error minus that level.
  private mutating func multiplyDrifting(_ share: SIMD8<Double>) {
    for index in products.indices { products[index] = .zero }
    for index in state.indices { state[index] = .zero }
    for first in stride(from: 0, to: steps, by: Self.block) {
      for step in 0..<Self.block { takeDrifting(first + step, at: step, share) }
      addProducts()
    }
  }

  /// The steps whose products are added together, so that these are read and written less often.
  private static let block = 2

  /// The innovations of a step, 0 after the last one, at a place of the block.
  private mutating func takeDrifting(_ step: Int, at place: Int, _ share: SIMD8<Double>) {
    let width = regressors + 1
    let isInside = step < steps
    // Bounded: the errors are steps × width, the state has width numbers, the innovations those of a block of steps.
    unsafe errors.withUnsafeBufferPointer { errors in
      for j in 0..<width {
        guard isInside else {
          whitened[place * width + j] = .zero
          continue
        }
        let innovation = unsafe errors[step * width + j] - state[j]
        state[j] += share * innovation
        whitened[place * width + j] = innovation
      }
    }
  }

  /// Adds the products of a block.
  private mutating func addProducts() {
    let width = regressors + 1
    // Bounded: the innovations are those of a block of two steps, the products width (width + 1) / 2.
    unsafe products.withUnsafeMutableBufferPointer { products in
      unsafe whitened.withUnsafeBufferPointer { innovations in
        var index = 0
        for j in 0..<width {
          let (first, second) = unsafe (innovations[j], innovations[width + j])
          for i in 0...j {
            unsafe products[index] += first * innovations[i] + second * innovations[width + i]
            index += 1
          }
        }
      }
    }
  }

  /// The least share of its squares that the columns before it may leave of a regressor, and the regressors of the response.
  private static let leastShares = (regressor: 1e-6, response: 1e-8)

  /// Replaces the products by their Cholesky factor.
  private mutating func decompose() -> Bool {
    let width = regressors + 1
    // Bounded: column j of the triangle begins at j (j + 1) / 2 and has j + 1 numbers; there are width columns.
    return unsafe products.withUnsafeMutableBufferPointer { r in
      for j in 0..<width {
        let own = j * (j + 1) / 2
        for i in 0..<j {
          let other = i * (i + 1) / 2
          var sum = unsafe r[own + i]
          for l in 0..<i { unsafe sum -= r[other + l] * r[own + l] }
          unsafe r[own + i] = sum / r[other + i]
        }
        let all = unsafe r[own + j]
        var rest = all
        for l in 0..<j { unsafe rest -= r[own + l] * r[own + l] }
        let least = j < regressors ? Self.leastShares.regressor : Self.leastShares.response
        let isFound = (rest .> least * all) .& (rest .>= .leastNormalMagnitude) .& (rest .< .infinity)
        guard isFound == SIMDMask(repeating: true) else { return false }
        unsafe r[own + j] = rest.squareRoot()
      }
      return true
    }
  }
}
