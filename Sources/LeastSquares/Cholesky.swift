import RealModule

extension Matrix {
  /// The lower triangle L with L L' = A; nil if A is not positive definite.
  ///
  /// A is scaled to a unit diagonal first, so that the answer does not depend on the units of its rows.
  func choleskyFactor() -> Matrix? {
    let n = rows
    let roots = (0..<n).map { self[$0, $0] > 0 ? Double.sqrt(self[$0, $0]) : .nan }
    guard roots.allSatisfy(\.isFinite) else { return nil }
    var lower = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for i in j..<n {
        var sum = self[i, j] / (roots[i] * roots[j])
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        if i == j {
          guard sum > 0 else { return nil }
          lower[i, j] = .sqrt(sum)
        } else {
          lower[i, j] = sum / lower[j, j]
        }
      }
    }
    for j in 0..<n { for i in j..<n { lower[i, j] *= roots[i] } }
    return lower
  }

  /// The inverse; nil if A is not positive definite.
  func inverseOfPositiveDefinite() -> Matrix? {
    guard let lower = choleskyFactor() else { return nil }
    let n = rows
    // B = L⁻ᵀ, so that B B' is the inverse.
    var factor = Matrix(rows: n, columns: n)
    for column in 0..<n {
      var x = [Double](repeating: 0, count: n)
      x[column] = 1
      for i in column..<n {
        for k in column..<i { x[i] -= lower[i, k] * x[k] }
        x[i] /= lower[i, i]
      }
      for i in 0..<n { factor[column, i] = x[i] }
    }
    return factor.timesTransposeOfItself()
  }
}
