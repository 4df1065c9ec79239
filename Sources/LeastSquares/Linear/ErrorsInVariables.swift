import RealModule

/// A linear regression on regressors that are measured with errors of known size.
///
/// Errors in regressors draw their coefficients to 0. With X = Z + U, U independent of Z and of the response, b = (X'X − f·S)⁻¹X'y with
/// S = E[U'U] corrects for them. Rows are those of a weighted or whitened problem.
///
/// Source: W. A. Fuller, *Measurement Error Models* (1987), section 3.1: f = 1 − α/n where the smallest root λ of |[X y]'[X y] − λ·S| is above
/// 1 + 1/n, λ − 1/n − α/n where it is not, so that the matrix stays positive definite. Covariances are those of the estimating equations
/// Σ(xₜ(yₜ − xₜ'b) + f·Sₜb) = 0, by the outer product of their terms, times n/(n − p).
public struct ErrorsInVariables: Sendable, Equatable {
  /// b, length p.
  public let coefficients: [Double]
  /// Their covariance, p × p.
  public let covariance: Matrix
  /// y − X b, length n. They contain the errors of the regressors times b.
  public let residuals: [Double]
  /// f.
  public let factor: Double
  /// The least share of the variance of a combination of regressors that is not error, given the other regressors.
  public let reliability: Double

  /// Below this reliability the correction is refused: its intervals do not hold.
  public static let leastReliability = 0.2

  /// Solves one problem.
  ///
  /// - Parameters:
  ///   - design: X, n × p, n > p, finite.
  ///   - response: y, length n, finite.
  ///   - errorProducts: S = E[U'U], p × p, symmetric and positive semidefinite; rows and columns of exact regressors are 0.
  ///   - rowProducts: E[uₜuₜ'] of every row, which add up to S; nil for S/n each.
  ///   - modification: α; 1 leaves the estimate nearly without bias, 0 is the estimate of moments.
  /// - Throws: ``LeastSquaresError/tooFewObservations(rows:columns:)``; ``LeastSquaresError/errorsTooLarge(reliability:)`` where the errors leave
  ///   less than ``leastReliability``; ``LeastSquaresError/singularCovariance`` where columns of X depend on each other.
  public init(
    _ design: Matrix, _ response: [Double], errorProducts: Matrix, rowProducts: [Matrix]? = nil,
    modification: Double = 1
  ) throws(LeastSquaresError) {
    let (n, p) = (design.rows, design.columns)
    guard n > p else { throw .tooFewObservations(rows: n, columns: p) }
    let products = design.transposeTimes(design)
    guard let lower = products.choleskyFactor() else { throw .singularCovariance }
    reliability = 1 - Self.largestRoot(errorProducts, lower)
    guard reliability >= Self.leastReliability else { throw .errorsTooLarge(reliability: max(0, reliability)) }
    factor = Self.factor(design, response, errorProducts, modification)
    var corrected = products
    for index in corrected.elements.indices { corrected.elements[index] -= factor * errorProducts.elements[index] }
    guard let root = corrected.choleskyFactor() else { throw .errorsTooLarge(reliability: max(0, reliability)) }
    let moments = (0..<p).map { column in (0..<n).reduce(0) { $0 + design[$1, column] * response[$1] } }
    let coefficients = root.solvingSymmetric(moments)
    self.coefficients = coefficients
    residuals = (0..<n).map { row in
      (0..<p).reduce(response[row]) { $0 - design[row, $1] * coefficients[$1] }
    }
    var terms = Matrix(rows: n, columns: p)
    for row in 0..<n {
      for column in 0..<p {
        var term = design[row, column] * residuals[row]
        for other in 0..<p {
          let product = rowProducts.map { $0[row][column, other] } ?? errorProducts[column, other] / Double(n)
          term += factor * product * coefficients[other]
        }
        terms[row, column] = term
      }
    }
    let covariance = Self.between(terms.transposeTimes(terms)) { root.solvingSymmetric($0) }
    self.covariance = covariance.scaled(by: Double(n) / Double(n - p))
  }

  /// f, from the smallest root of |[X y]'[X y] − λ·S|, which is the inverse of the largest one of S in the metric of [X y]'[X y].
  private static func factor(
    _ design: Matrix, _ response: [Double], _ errorProducts: Matrix, _ modification: Double
  ) -> Double {
    let (n, p) = (design.rows, design.columns)
    let joined = Matrix(rows: n, columns: p + 1, elements: design.elements + response)
    guard let lower = joined.transposeTimes(joined).choleskyFactor() else { return 1 }
    var products = Matrix(rows: p + 1, columns: p + 1)
    for column in 0..<p { for row in 0..<p { products[row, column] = errorProducts[row, column] } }
    let root = 1 / max(largestRoot(products, lower), 1e-300)
    let most = root > 1 + 1 / Double(n) ? 1 : root - 1 / Double(n)
    return max(0, most - modification / Double(n))
  }

  /// The largest μ with S v = μ L L' v.
  private static func largestRoot(_ products: Matrix, _ lower: Matrix) -> Double {
    guard products.elements.contains(where: { $0 != 0 }) else { return 0 }
    let whole = between(products) { lower.solvingLower($0) }
    return SingularDirections(whole).values.first ?? 0
  }

  /// B M B' of a symmetric M, by a function that gives B x.
  private static func between(_ matrix: Matrix, _ product: ([Double]) -> [Double]) -> Matrix {
    func transposedProduct(_ matrix: Matrix) -> Matrix {
      var result = Matrix(rows: matrix.columns, columns: matrix.rows)
      for column in 0..<matrix.columns {
        for (row, value) in product(matrix.column(column)).enumerated() { result[column, row] = value }
      }
      return result
    }
    return transposedProduct(transposedProduct(matrix))
  }
}
