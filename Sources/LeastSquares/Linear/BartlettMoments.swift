import RealModule

/// What a Newey–West variance of many lags is expected to be and how much it varies, where errors are a first-order autoregression.
///
/// Residuals are smaller than errors, and more so where regressors are smooth and figures few; and an estimate that spans a large share
/// of the figures varies. Here both follow from the fit: with residuals e = Mu, errors u of correlations Ωₛₜ = ρ^|s−t| and Bartlett
/// weights K, the estimated variance of w'u is e' diag(w) K diag(w) e. Its mean is that of a quadratic form in u, and, u being normal,
/// so is its variance.
///
/// Source: the adjustment of R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002), 169, with K in place of clusters and Ω in place of
/// the identity.
struct BartlettMoments {
  /// Q, an orthonormal basis of the columns of the design.
  private let basis: Matrix
  /// J with V = MΩM = Ω − QJ' − JQ'.
  private let rest: Matrix
  /// Q whose rows of leverage 1 are 0, and Ω times it.
  private let scored: Matrix
  private let smooth: Matrix
  private let singleRows: [Int]
  /// ρ to the power of the distance of two rows.
  private let powers: [Double]
  private let span: Int
  private let n: Int
  private let p: Int

  /// The moments of a fit.
  ///
  /// - Parameters:
  ///   - basis: Q, n × p.
  ///   - singleRows: the rows of leverage 1, whose residuals say nothing.
  ///   - span: L + 1, the number of months at which the Bartlett weights reach 0.
  ///   - persistence: ρ, between −1 and 1.
  init(_ basis: Matrix, singleRows: [Int], span: Int, persistence: Double) {
    (n, p) = (basis.rows, basis.columns)
    self.span = span
    self.singleRows = singleRows
    var powers = [Double](repeating: 1, count: basis.rows)
    for distance in 1..<max(1, basis.rows) { powers[distance] = powers[distance - 1] * persistence }
    self.powers = powers
    let correlated = Self.correlated(basis, persistence)
    let half = basis.times(basis.transposeTimes(correlated).scaled(by: 0.5))
    var rest = correlated
    for index in rest.elements.indices { rest.elements[index] -= half.elements[index] }
    (self.basis, self.rest) = (basis, rest)
    var scored = basis
    for row in singleRows { for column in 0..<basis.columns { scored[row, column] = 0 } }
    self.scored = scored
    smooth = singleRows.isEmpty ? correlated : Self.correlated(scored, persistence)
  }

  /// Of a few combinations of the columns of Q, w = Qc, the variance of w'u over the mean of its estimate, and ν with 2/ν the
  /// relative variance of that estimate.
  ///
  /// K is the product of the matrix of moving sums over `span` months with its transpose, divided by `span`, so that mean and variance
  /// are sums over a window that moves over wₛVₛₜwₜ in both directions. Four combinations move side by side.
  ///
  /// - Parameter combinations: a row c per combination, m × p.
  /// - Returns: m pairs; 1 and infinity for a combination that a row of leverage 1 determines: its residual, 0, says nothing.
  /// - Complexity: O(n²·(m + p)).
  func moments(of combinations: Matrix) -> [(ratio: Double, freedom: Double)] {
    let weights = scored.timesTranspose(combinations)
    let smoothed = smooth.timesTranspose(combinations)
    var result: [(ratio: Double, freedom: Double)] = []
    for first in stride(from: 0, to: combinations.rows, by: 4) {
      let lanes = first..<min(first + 4, combinations.rows)
      var group = [SIMD4<Double>](repeating: .zero, count: n)
      for (lane, row) in lanes.enumerated() { for t in 0..<n { group[t][lane] = weights[t, row] } }
      let (mean, square) = windows(group)
      for (lane, row) in lanes.enumerated() {
        let truth = (0..<n).reduce(0) { $0 + weights[$1, row] * smoothed[$1, row] }
        let hasMoments = square[lane] > 0 && mean[lane] > 0 && !isSingle(combinations, row)
        result.append(
          hasMoments
            ? (truth * Double(span) / mean[lane], max(1, mean[lane] * mean[lane] / square[lane])) : (1, .infinity))
      }
    }
    return result
  }

  /// Whether a combination depends on a row of leverage 1.
  private func isSingle(_ combinations: Matrix, _ row: Int) -> Bool {
    let length = (0..<p).reduce(0) { $0 + combinations[row, $1] * combinations[row, $1] }.squareRoot()
    return singleRows.contains { single in
      abs((0..<p).reduce(0) { $0 + combinations[row, $1] * basis[single, $1] }) > 1e-6 * length
    }
  }

  /// The trace and the sum of the squares of all windows of `span` × `span` products wₛVₛₜwₜ, from those on and right of the diagonal.
  private func windows(_ weights: [SIMD4<Double>]) -> (mean: SIMD4<Double>, square: SIMD4<Double>) {
    let width = n + span - 1
    var window = [SIMD4<Double>](repeating: .zero, count: width)
    var recent = [SIMD4<Double>](repeating: .zero, count: span * width)
    var products = [SIMD4<Double>](repeating: .zero, count: n)
    var covariances = [Double](repeating: 0, count: n)
    var (mean, square, beside) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    for row in 0..<width {
      let slot = row % span * width
      let start = max(0, row - span + 1)
      // Sums over the months before the diagonal, then moving on.
      var sum = SIMD4<Double>.zero
      if row < n {
        fill(&covariances, row, from: start)
        for t in start..<n { products[t] = weights[row] * weights[t] * covariances[t] }
        for t in start..<row { sum += products[t] }
      }
      for column in row..<width {
        if row < n {
          if column < n { sum += products[column] }
          if column - span >= start { sum -= products[column - span] }
        }
        window[column] += sum - recent[slot + column]
        recent[slot + column] = sum
        beside += window[column] * window[column]
      }
      mean += window[row]
      square += window[row] * window[row]
    }
    return (mean, 2 * beside - square)
  }

  /// A row of V from a column on.
  private func fill(_ values: inout [Double], _ row: Int, from start: Int) {
    for t in start..<n { values[t] = powers[abs(t - row)] }
    // Bounded by the shapes: columns of both matrices have n elements, as the values do, and the row and the start are below n.
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe basis.elements.withUnsafeBufferPointer { q in
        unsafe rest.elements.withUnsafeBufferPointer { j in
          guard let values = values.baseAddress, let q = q.baseAddress, let j = j.baseAddress else { return }
          for column in stride(from: 0, to: n * p, by: n) {
            unsafe VectorKernels.add(-q[column + row], j + column + start, to: values + start, count: n - start)
            unsafe VectorKernels.add(-j[column + row], q + column + start, to: values + start, count: n - start)
          }
        }
      }
    }
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
