/// How nearly dependent the columns of a design are, and which coefficients are affected.
///
/// Source: D. A. Belsley, E. Kuh and R. E. Welsch, *Regression Diagnostics*, Wiley 1980, chapter 3. LAPACK `dgesvd`.
public struct Collinearity: Sendable, Equatable {
  /// μ_max/μ_k for the singular values of the design with columns of unit length, ascending; above 30 is strong.
  public let conditionIndices: [Double]
  /// Row k, column j: the share of the variance of coefficient j that belongs to index k; columns sum to 1.
  public let varianceShares: Matrix
  /// 1/(1 − R²) of each column regressed on the others, about its mean if the design has a constant; NaN for the
  /// constant.
  public let varianceInflation: [Double]

  /// The collinearity of a design of full rank.
  ///
  /// - Parameter design: X, n × p, n > p.
  /// - Throws: ``LeastSquaresError/dependentColumns(_:)`` when the rank is below p.
  /// - Complexity: O(n·p²).
  public init(_ design: Matrix) throws(LeastSquaresError) {
    let n = design.rows
    let p = design.columns
    guard p > 0, n > p else { throw .tooFewObservations(rows: n, columns: p) }
    var qr = PivotedQR()
    guard qr.factorise(design) else { throw .firstNotFinite(in: design) }
    guard qr.rank == p else { throw .dependentColumns(qr.dependences) }
    let norms = (0..<p).map { Norms.euclidean(design.column($0)) }
    var unit = design
    for column in 0..<p { for row in 0..<n { unit[row, column] /= norms[column] } }
    let singular = SingularDirections(unit)
    let values = singular.values
    conditionIndices = values.map { values[0] / $0 }
    var shares = Matrix(rows: p, columns: p)
    for j in 0..<p {
      let parts = (0..<p).map { k in
        singular.directions[k][j] * singular.directions[k][j] / (values[k] * values[k])
      }
      let total = parts.reduce(0, +)
      for k in 0..<p { shares[k, j] = parts[k] / total }
    }
    varianceShares = shares

    var inverse = Matrix(rows: p, columns: p)
    qr.invert(into: &inverse)
    let isConstant = (0..<p).map { column in (0..<n).allSatisfy { design[$0, column] == design[0, column] } }
    let centred = isConstant.contains(true)
    varianceInflation = (0..<p).map { j in
      if isConstant[j] { return .nan }
      let values = design.column(j)
      let mean = centred ? values.reduce(0, +) / Double(n) : 0
      let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return total * (0..<p).reduce(0) { $0 + inverse[j, $1] * inverse[j, $1] }
    }
  }
}
