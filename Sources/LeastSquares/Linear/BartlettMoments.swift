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
  /// Q whose rows of leverage 1 are 0.
  private let scored: Matrix
  /// ΩQ.
  private let smooth: Matrix
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
    smooth = singleRows.isEmpty ? Self.correlated(basis, persistence) : Self.correlated(scored, persistence)
  }

  /// The variance of Σ wₜuₜ over the mean of its estimate, and ν with 2/ν the relative variance of that estimate.
  ///
  /// K is the product of the matrix of moving sums over `span` months with its transpose, divided by `span`, so that mean and variance are sums
  /// over a window that moves over wₛVₛₜwₜ in both directions.
  ///
  /// - Parameter combination: by column of Q, its coefficient: w = Q times it.
  /// - Returns: 1 and infinity for a combination that a row of leverage 1 determines: its residual, 0, says nothing.
  /// - Complexity: O(n²·p).
  func moments(of combination: [Double]) -> (ratio: Double, freedom: Double) {
    let n = basis.rows
    let width = n + span - 1
    func value(_ row: Int, _ matrix: Matrix) -> Double {
      combination.indices.reduce(0) { $0 + matrix[row, $1] * combination[$1] }
    }
    let weights = (0..<n).map { value($0, scored) }
    let length = combination.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard singleRows.allSatisfy({ abs(value($0, basis)) <= 1e-6 * length }) else { return (1, .infinity) }
    let truth = (0..<n).reduce(0) { $0 + weights[$1] * value($1, smooth) }
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
    guard square > 0, mean > 0 else { return (1, .infinity) }
    return (truth * Double(span) / mean, max(1, mean * mean / square))
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
