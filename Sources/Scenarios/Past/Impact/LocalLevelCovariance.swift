import LeastSquares
import RealModule

/// C(q, κ) = I + q K + κ Z Z'/J over all T times with K_{st} = min(s, t), times counted from 0: the covariance of the outcomes about an
/// unknown first level, in units of σ².
struct LocalLevelCovariance {
  /// T₀.
  let before: Int
  /// The outcomes before the event, divided by their standard deviation.
  let outcomes: [Double]
  /// Z Z'/J, T × T.
  private let product: Matrix

  init(outcomes: [Double], regressors: [[Double]]) {
    before = outcomes.count
    self.outcomes = outcomes
    let times = regressors[0].count
    var product = Matrix(rows: times, columns: times)
    for s in 0..<times {
      for t in 0...s {
        var sum = 0.0
        for z in regressors { sum += z[s] * z[t] }
        product[s, t] = sum / Double(regressors.count)
        product[t, s] = product[s, t]
      }
    }
    self.product = product
  }

  /// T.
  var times: Int { product.rows }

  /// C_{st}.
  func element(_ s: Int, _ t: Int, drift: Double, shrinkage: Double) -> Double {
    (s == t ? 1 : 0) + drift * Double(min(s, t)) + shrinkage * product[s, t]
  }

  /// The outcomes before the event made independent by L⁻¹ with L L' = C, about the estimated first level.
  struct Whitened {
    /// L.
    let factor: Matrix
    /// L⁻¹ 1.
    let ones: [Double]
    /// 1'C⁻¹1.
    let information: Double
    /// The estimated first level.
    let level: Double
    /// L⁻¹ (y − level).
    let errors: [Double]
    /// σ̂² with T₀ − 1 degrees of freedom.
    let variance: Double
    /// The restricted log likelihood, up to a constant.
    let logLikelihood: Double
  }

  /// The fit at a pair of ratios; nil if C is not positive definite to rounding.
  func whitened(drift: Double, shrinkage: Double) -> Whitened? {
    var covariance = Matrix(rows: before, columns: before)
    for s in 0..<before {
      for t in 0..<before { covariance[s, t] = element(s, t, drift: drift, shrinkage: shrinkage) }
    }
    guard let factor = covariance.choleskyFactor() else { return nil }
    let ones = factor.dividing([Double](repeating: 1, count: before))
    let whitened = factor.dividing(outcomes)
    let information = ones.reduce(0) { $0 + $1 * $1 }
    let level = zip(ones, whitened).reduce(0) { $0 + $1.0 * $1.1 } / information
    let errors = zip(whitened, ones).map { $0 - level * $1 }
    let freedom = Double(before - 1)
    let variance = errors.reduce(0) { $0 + $1 * $1 } / freedom
    var logDeterminant = Double.log(information)
    for index in 0..<before { logDeterminant += 2 * .log(factor[index, index]) }
    return Whitened(
      factor: factor, ones: ones, information: information, level: level, errors: errors, variance: variance,
      logLikelihood: -0.5 * (freedom * .log(max(variance, 1e-300)) + logDeterminant))
  }
}

extension Matrix {
  /// L⁻¹ x, this being a lower triangle L.
  func dividing(_ vector: [Double]) -> [Double] {
    var x = vector
    for column in 0..<rows {
      x[column] /= self[column, column]
      for row in (column + 1)..<max(rows, column + 1) { x[row] -= self[row, column] * x[column] }
    }
    return x
  }

  /// L'⁻¹ x, this being a lower triangle L.
  func dividingTransposed(_ vector: [Double]) -> [Double] {
    var x = vector
    for column in (0..<rows).reversed() {
      for row in (column + 1)..<max(rows, column + 1) { x[column] -= self[row, column] * x[row] }
      x[column] /= self[column, column]
    }
    return x
  }
}
