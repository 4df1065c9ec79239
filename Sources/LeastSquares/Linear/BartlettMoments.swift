import RealModule

/// What a Newey–West covariance of many lags is expected to be and how much it varies, where errors are a first-order autoregression.
///
/// Residuals are smaller than errors, and more so where regressors are smooth and figures few; and an estimate that spans a large share
/// of the figures varies. Here both follow from the fit: with residuals e = Mu, errors u of correlations Ωₛₜ = ρ^|s−t| and Bartlett
/// weights K, the estimated variance of w'u is e' diag(w) K diag(w) e. Its mean is that of a quadratic form in u, and, u being normal,
/// so is its variance.
///
/// Source: the adjustment of R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002), 169, equations (6) and (9), with K in place of clusters
/// and Ω in place of the identity.
struct BartlettMoments {
  /// Q, an orthonormal basis of the columns of the design.
  private let basis: Matrix
  /// Q whose rows of leverage 1 are 0.
  private let scored: Matrix
  /// J with V = MΩM = Ω − QJ' − JQ'.
  private let rest: Matrix
  private let singleRows: [Int]
  private let persistence: Double
  private let span: Int

  /// The moments of a fit.
  ///
  /// - Parameters:
  ///   - basis: Q, n × p.
  ///   - singleRows: the rows of leverage 1, whose residuals say nothing.
  ///   - span: L + 1, the number of months at which the Bartlett weights reach 0.
  ///   - persistence: ρ, between −1 and 1.
  init(_ basis: Matrix, singleRows: [Int], span: Int, persistence: Double) {
    self.basis = basis
    self.singleRows = singleRows
    self.persistence = persistence
    self.span = span
    var scored = basis
    for row in singleRows { for column in 0..<basis.columns { scored[row, column] = 0 } }
    self.scored = scored
    var rest = Self.correlated(basis, persistence)
    let half = basis.times(basis.transposeTimes(rest).scaled(by: 0.5))
    for index in rest.elements.indices { rest.elements[index] -= half.elements[index] }
    self.rest = rest
  }

  /// The estimate, corrected so that its mean is the truth: F M̂ F' with F E(M̂) F' = Q'ΩQ.
  ///
  /// - Parameter estimate: M̂ in the basis Q, p × p.
  /// - Returns: p × p; of NaN where the mean is singular.
  func corrected(_ estimate: Matrix) -> Matrix {
    let p = basis.columns
    var mean = scored.transposeTimes(weighted())
    var truth = scored.transposeTimes(Self.correlated(scored, persistence))
    for row in singleRows {
      for first in 0..<p {
        for second in 0..<p {
          mean[first, second] += basis[row, first] * basis[row, second]
          truth[first, second] += basis[row, first] * basis[row, second]
        }
      }
    }
    guard let below = mean.choleskyFactor(), let above = truth.choleskyFactor() else {
      return Matrix(rows: p, columns: p, elements: [Double](repeating: .nan, count: p * p))
    }
    return above.dividedByLower(below).sandwich(estimate, factor: 1)
  }

  /// ν with 2/ν the relative variance of the estimated variance of Σ wₜuₜ.
  ///
  /// K is the product of the matrix of moving sums over `span` months with its transpose, so that the mean and the variance are sums over a window
  /// that moves over wₛVₛₜwₜ in both directions.
  ///
  /// - Parameter combination: by column of Q, its coefficient: w = Q times it.
  /// - Returns: at least 1; infinity where no residual says anything about w'u.
  /// - Complexity: O(n²·p).
  func freedom(_ combination: [Double]) -> Double {
    let n = basis.rows
    let width = n + span - 1
    let weights = (0..<n).map { row in combination.indices.reduce(0) { $0 + scored[row, $1] * combination[$1] } }
    var window = [Double](repeating: 0, count: width)
    var recent = [[Double]](repeating: window, count: span)
    var (mean, square) = (0.0, 0.0)
    for row in 0..<width {
      let sums = row < n ? movingSums(row, weights) : [Double](repeating: 0, count: width)
      for column in 0..<width { window[column] += sums[column] - recent[row % span][column] }
      recent[row % span] = sums
      mean += window[row]
      square += window.reduce(0) { $0 + $1 * $1 }
    }
    return square > 0 ? max(1, mean * mean / square) : .infinity
  }

  /// The sums of wₛVₛₜwₜ over t, `span` of them at a time, in a row s.
  private func movingSums(_ row: Int, _ weights: [Double]) -> [Double] {
    let n = basis.rows
    let products = covariances(row).enumerated().map { weights[row] * $1 * weights[$0] }
    var sum = 0.0
    return (0..<(n + span - 1)).map { column in
      if column < n { sum += products[column] }
      if column >= span { sum -= products[column - span] }
      return sum
    }
  }

  /// A row of V.
  private func covariances(_ row: Int) -> [Double] {
    let n = basis.rows
    var values = [Double](repeating: 0, count: n)
    var power = 1.0
    for distance in 0..<n {
      if row >= distance { values[row - distance] = power }
      if row + distance < n { values[row + distance] = power }
      power *= persistence
    }
    for column in 0..<basis.columns {
      let (own, other) = (basis[row, column], rest[row, column])
      for index in 0..<n { values[index] -= own * rest[index, column] + other * basis[index, column] }
    }
    return values
  }

  /// (K ∘ V) Q.
  private func weighted() -> Matrix {
    let n = basis.rows
    var result = Matrix(rows: n, columns: basis.columns)
    for row in 0..<n {
      let values = covariances(row)
      for index in max(0, row - span + 1)..<min(n, row + span) {
        let weight = values[index] * (1 - Double(abs(index - row)) / Double(span))
        for column in 0..<basis.columns { result[row, column] += weight * scored[index, column] }
      }
    }
    return result
  }

  /// ΩA, by a recursion in each direction.
  private static func correlated(_ matrix: Matrix, _ persistence: Double) -> Matrix {
    var result = matrix
    let n = matrix.rows
    for column in 0..<matrix.columns {
      for row in 1..<max(1, n) { result[row, column] += persistence * result[row - 1, column] }
      var later = 0.0
      for row in stride(from: n - 2, through: 0, by: -1) {
        later = persistence * (later + matrix[row + 1, column])
        result[row, column] += later
      }
    }
    return result
  }
}
