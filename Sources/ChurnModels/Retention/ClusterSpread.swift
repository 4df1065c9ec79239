import LeastSquares
import RealModule

/// Covariances of weighted least squares whose errors share a shock within clusters, in an orthonormal basis Q of √W X: Cov(γ̂) = B M B' with
/// B B' = (X'WX)⁻¹.
///
/// CR2 multiplies the residuals of a cluster by (I − Q_c Q_c')^(−1/2); since Q_c'(I − Q_c Q_c')^(−1/2) = (I − Q_c'Q_c)^(−1/2) Q_c', only p × p matrices are
/// needed. Its bias, and the degrees of freedom of a t statistic, are those under Ω = φ I + τ² Σ w_c w_c', w_c the square roots of the weights of
/// cluster c, with φ and τ² estimated by equating two quadratic forms of the residuals with what they are expected to be.
///
/// Source: R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002), 169; G. W. Imbens and M. Kolesár, Review of Economics and Statistics 98
/// (2016), 701.
struct ClusterSpread {
  /// Q, a row per cell.
  let basis: Matrix
  /// √w times the working residuals.
  let residuals: [Double]
  /// √w.
  let roots: [Double]
  /// The cluster of each row, from 0; every one below the count has a row.
  let labels: [Int]
  let clusters: Int

  private let grams: [Matrix]
  /// b_c = Q_c'w_c.
  private let loadings: [[Double]]
  /// Σ of the weights of a cluster.
  private let totals: [Double]
  /// w_c'u_c.
  private let sums: [Double]

  /// φ, not below 1, and τ².
  let components: (overdispersion: Double, shock: Double)
  /// Σ u²/(n − p).
  let pearson: Double

  init(basis: Matrix, residuals: [Double], roots: [Double], labels: [Int], clusters: Int) {
    (self.basis, self.residuals, self.roots) = (basis, residuals, roots)
    (self.labels, self.clusters) = (labels, clusters)
    let p = basis.columns
    var grams = [Matrix](repeating: Matrix(rows: p, columns: p), count: clusters)
    var loadings = [[Double]](repeating: [Double](repeating: 0, count: p), count: clusters)
    var totals = [Double](repeating: 0, count: clusters)
    var sums = totals
    for (row, label) in labels.enumerated() {
      for first in 0..<p {
        let value = basis[row, first]
        for second in 0..<p { grams[label][first, second] += value * basis[row, second] }
        loadings[label][first] += roots[row] * value
      }
      totals[label] += roots[row] * roots[row]
      sums[label] += roots[row] * residuals[row]
    }
    (self.grams, self.loadings, self.totals, self.sums) = (grams, loadings, totals, sums)
    let freedom = max(1, Double(residuals.count - p))
    let square = residuals.reduce(0) { $0 + $1 * $1 }
    pearson = square / freedom
    components = Self.components(square, freedom, loadings, totals, sums)
  }

  private static func product(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }

  /// What Σ u² and Σ (w_c'u_c)²/Σ w_c are expected to be gives two equations for φ and τ².
  private static func components(
    _ square: Double, _ freedom: Double, _ loadings: [[Double]], _ totals: [Double], _ sums: [Double]
  ) -> (overdispersion: Double, shock: Double) {
    let between = zip(sums, totals).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
    var (all, own, shared) = (0.0, 0.0, 0.0)
    for c in totals.indices {
      let length = product(loadings[c], loadings[c])
      all += totals[c] - length
      own += 1 - length / totals[c]
      for d in totals.indices {
        let value = (c == d ? totals[c] : 0) - product(loadings[d], loadings[c])
        shared += value * value / totals[c]
      }
    }
    let determinant = freedom * shared - all * own
    guard determinant > 1e-9 * freedom * shared else { return (max(1, square / freedom), 0) }
    let shock = max(0, (freedom * between - own * square) / determinant)
    return (max(1, (square - shock * all) / freedom), shock)
  }

  /// The degrees of freedom that clusters leave: their number less what coefficients explain of their means.
  var freedom: Double {
    var sum = 0.0
    for c in 0..<clusters { sum += 1 - Self.product(loadings[c], loadings[c]) / totals[c] }
    return sum
  }

  /// The mean working residual of each cluster.
  var shocks: [Double] { zip(sums, totals).map { $0 / $1 } }

  /// M of Liang and Zeger with G/(G − 1)·(n − 1)/(n − p).
  var liangZeger: Matrix {
    let p = basis.columns
    var scores = Matrix(rows: clusters, columns: p)
    for (row, label) in labels.enumerated() {
      for column in 0..<p { scores[label, column] += basis[row, column] * residuals[row] }
    }
    let (n, groups) = (Double(residuals.count), Double(clusters))
    let factor = groups > 1 ? groups / (groups - 1) * (n - 1) / max(1, n - Double(p)) : 1
    return Self.squares(scores).scaled(by: factor)
  }

  /// M under Ω: φ I + τ² Σ b_c b_c'.
  var model: Matrix {
    let p = basis.columns
    var result = Matrix(identity: p).scaled(by: components.overdispersion)
    for loading in loadings {
      for first in 0..<p {
        for second in 0..<p { result[first, second] += components.shock * loading[first] * loading[second] }
      }
    }
    return result
  }

  /// S'S.
  private static func squares(_ scores: Matrix) -> Matrix {
    var result = Matrix(rows: scores.columns, columns: scores.columns)
    for first in 0..<scores.columns {
      for second in 0...first {
        var sum = 0.0
        for row in 0..<scores.rows { sum += scores[row, first] * scores[row, second] }
        result[first, second] = sum
        result[second, first] = sum
      }
    }
    return result
  }

  /// B M B'.
  static func covariance(_ inverse: Matrix, _ middle: Matrix) -> Matrix {
    let left = inverse.times(middle)
    var result = Matrix(rows: inverse.rows, columns: inverse.rows)
    for first in 0..<inverse.rows {
      for second in 0..<inverse.rows {
        for k in 0..<inverse.columns { result[first, second] += left[first, k] * inverse[second, k] }
      }
    }
    return result
  }
}

extension ClusterSpread {
  /// The covariance by CR2 with its bias under Ω taken out, and the degrees of freedom of the t statistic of each coefficient.
  ///
  /// - Parameter inverse: B, a row per coefficient.
  /// - Returns: the covariance, and degrees of freedom of at least 1.
  /// - Complexity: O(p·c²·(p + c)) for c clusters.
  func reduced(_ inverse: Matrix) -> (covariance: Matrix, freedom: [Double]) {
    let p = basis.columns
    let adjustments = grams.map(Self.inverseRoot)
    var scores = Matrix(rows: clusters, columns: p)
    for (row, label) in labels.enumerated() {
      for column in 0..<p { scores[label, column] += basis[row, column] * residuals[row] }
    }
    var adjusted = Matrix(rows: clusters, columns: p)
    for c in 0..<clusters {
      for first in 0..<p {
        for second in 0..<p { adjusted[c, first] += adjustments[c][first, second] * scores[c, second] }
      }
    }
    var covariance = Self.covariance(inverse, Self.squares(adjusted))
    let model = Self.covariance(inverse, model)
    var freedoms: [Double] = []
    var ratios: [Double] = []
    for row in 0..<inverse.rows {
      let (expected, freedom) = moments((0..<p).map { inverse[row, $0] }, adjustments)
      freedoms.append(max(1, freedom))
      ratios.append(expected > 0 ? (model[row, row] / expected).squareRoot() : 1)
    }
    for first in ratios.indices {
      for second in ratios.indices { covariance[first, second] *= ratios[first] * ratios[second] }
    }
    return (covariance, freedoms)
  }

  /// (I − G)^(−1/2) in the directions that the cluster does not determine alone.
  private static func inverseRoot(_ gram: Matrix) -> Matrix {
    let p = gram.rows
    let singular = SingularDirections(gram)
    var result = Matrix(rows: p, columns: p)
    for (value, direction) in zip(singular.values, singular.directions) where value < 1 - 1e-8 {
      let factor = 1 / (1 - value).squareRoot()
      for first in 0..<p {
        for second in 0..<p { result[first, second] += factor * direction[first] * direction[second] }
      }
    }
    return result
  }

  private static func multiply(_ matrix: Matrix, _ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: matrix.rows)
    for column in 0..<matrix.columns {
      for row in 0..<matrix.rows { result[row] += matrix[row, column] * vector[column] }
    }
    return result
  }

  /// The expectation of the estimated variance under Ω, and the degrees of freedom of a χ² with its relative variance.
  ///
  /// The estimate is Σ_c (d_c'e)² with d_c = (I − H) of Q_c a_c, so that its mean and variance are the trace of K and 2 tr K², K = d'Ωd.
  private func moments(_ row: [Double], _ adjustments: [Matrix]) -> (expected: Double, freedom: Double) {
    let vectors = adjustments.map { Self.multiply($0, row) }
    let images = zip(grams, vectors).map { Self.multiply($0, $1) }
    // w_m'd_c.
    var links = Matrix(rows: clusters, columns: clusters)
    for c in 0..<clusters {
      for m in 0..<clusters {
        links[m, c] = (m == c ? Self.product(loadings[m], vectors[c]) : 0) - Self.product(loadings[m], images[c])
      }
    }
    let (phi, shock) = components
    var (trace, square) = (0.0, 0.0)
    for c in 0..<clusters {
      for d in 0...c {
        var value = phi * ((c == d ? Self.product(vectors[c], images[c]) : 0) - Self.product(images[c], images[d]))
        if shock > 0 {
          var sum = 0.0
          for m in 0..<clusters { sum += links[m, c] * links[m, d] }
          value += shock * sum
        }
        if c == d { trace += value }
        square += (c == d ? 1 : 2) * value * value
      }
    }
    return (trace, square > 0 ? trace * trace / square : 1)
  }
}
