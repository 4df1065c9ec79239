import RealModule

/// Regression that gives outliers less weight.
///
/// M-estimation by iteratively reweighted QR from the least-squares start; the scale is the median absolute residual
/// divided by 0.6745, recomputed in every iteration.
///
/// Source: P. J. Huber, *Robust Statistics*, Wiley 1981, 7.8; the conventions are those of `rlm` in R's MASS (Venables and
/// Ripley, *Modern Applied Statistics with S*, 6.5).
public struct RobustRegression: Sendable, Equatable {
  /// How a residual is weighted.
  public enum Loss: Sendable, Equatable {
    /// Huber: quadratic up to k scales, linear beyond. k = 1.345 is 95 % efficient for normal errors.
    case huber(k: Double = 1.345)
    /// Tukey's bisquare: beyond c scales a residual has no weight. c = 4.685 is 95 % efficient for normal errors. There
    /// may be several solutions; the one near least squares is found.
    case bisquare(c: Double = 4.685)

    /// ψ(u)/u.
    func weight(_ u: Double) -> Double {
      switch self {
      case .huber(let k): return min(1, k / abs(u))
      case .bisquare(let c):
        let part = 1 - min(1, abs(u / c)) * min(1, abs(u / c))
        return part * part
      }
    }

    /// κ = E(w u²)/E(w) of standard normal u, by quadrature for the standard constants.
    var normalVariance: Double {
      switch self {
      case .huber: 0.8556923434739429
      case .bisquare: 0.8280730033893934
      }
    }

    /// ψ'(u).
    func slope(_ u: Double) -> Double {
      switch self {
      case .huber(let k): return abs(u) <= k ? 1 : 0
      case .bisquare(let c):
        let square = (u / c) * (u / c)
        return square < 1 ? (1 - square) * (1 - 5 * square) : 0
      }
    }
  }

  /// How residuals are weighted.
  public var loss: Loss
  /// Ends when residuals change by less than this, relative to their norm.
  public var tolerance = 1e-11
  /// Ends after this many iterations.
  public var maximumIterations = 500

  /// A robust regression.
  public init(_ loss: Loss = .huber()) { self.loss = loss }

  /// Fits the regression.
  ///
  /// - Parameters:
  ///   - design: X, n × p, n > p.
  ///   - response: y, length n.
  ///   - bounds: lower and upper bound of each coefficient; nil for none.
  /// - Returns: the fit; whether it converged is a value in it. The covariance is that without bounds.
  /// - Throws: ``LeastSquaresError`` when the columns are dependent, also under the weights of an intermediate
  ///   iteration.
  public func fit(
    _ design: Matrix, _ response: [Double], bounds: [ClosedRange<Double>]? = nil
  ) throws(LeastSquaresError) -> RobustFit {
    var solver = LinearSolver()
    let ordinary = try solver.solve(design, response)
    let n = response.count
    let p = design.columns
    var fit = ordinary
    try confine(&fit, design, response, nil, bounds)
    var scale = 0.0
    var weights = [Double](repeating: 1, count: n)
    var iterations = 0
    var converged = false
    while iterations < maximumIterations, !converged {
      scale = Self.scale(of: fit.residuals)
      guard scale > 0 else { break }
      weights = fit.residuals.map { loss.weight($0 / scale) }
      // A row with weight zero keeps the smallest positive weight instead, so that the rows stay aligned.
      let positive = weights.map { max($0, 1e-300) }
      let previous = fit.residuals
      try solver.solve(design, response, weights: positive, into: &fit)
      try confine(&fit, design, response, positive, bounds)
      // Not the solver's residuals: where a weight is almost zero, they are rounding error divided by it.
      fit.residuals = design.residuals(response, fit.coefficients)
      let change = zip(previous, fit.residuals).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let size = previous.reduce(0) { $0 + $1 * $1 }
      converged = change <= tolerance * tolerance * max(size, 1e-300)
      iterations += 1
    }
    if scale == 0 { converged = fit.residuals.allSatisfy { $0 == 0 } }
    let standardised = fit.residuals.map { scale > 0 ? $0 / scale : 0 }
    let slopes = standardised.map(loss.slope)
    let mean = slopes.reduce(0, +) / Double(n)
    let variance = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n - 1)
    let correction = 1 + Double(p) * variance / (Double(n) * mean * mean)
    let sum = zip(fit.residuals, weights).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }
    let deviation = Double.sqrt(sum / Double(n - p)) * correction / mean
    let covariance = ordinary.inverseFactor.timesTransposeOfItself().scaled(by: deviation * deviation)
    let weighted = zip(fit.residuals, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    let share = weights.reduce(0, +) * (1 - Double(p) / Double(n)) * (scale > 0 ? loss.normalVariance : 1)
    return RobustFit(
      coefficients: fit.coefficients, covariance: covariance, residuals: fit.residuals, weights: weights, scale: scale,
      sigma: .sqrt(weighted / share), converged: converged, iterations: iterations)
  }

  /// Replaces coefficients and residuals by the best ones within the bounds, where they are not there already.
  private func confine(
    _ fit: inout LinearFit, _ design: Matrix, _ response: [Double], _ weights: [Double]?,
    _ bounds: [ClosedRange<Double>]?
  ) throws(LeastSquaresError) {
    guard let bounds, !zip(fit.coefficients, bounds).allSatisfy({ $1.contains($0) }) else { return }
    var (rows, right) = (design, response)
    for row in right.indices {
      let root = Double.sqrt(weights?[row] ?? 1)
      right[row] *= root
      for column in 0..<rows.columns { rows[row, column] *= root }
    }
    let confined = try solve(rows, right, lower: bounds.map(\.lowerBound), upper: bounds.map(\.upperBound))
    fit.coefficients = confined.coefficients
    fit.residuals = design.residuals(response, fit.coefficients)
  }

  /// median |e| / 0.6745.
  private static func scale(of residuals: [Double]) -> Double {
    let sorted = residuals.map { abs($0) }.sorted()
    let middle = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    return median / 0.6745
  }
}
