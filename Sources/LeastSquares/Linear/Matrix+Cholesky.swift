import RealModule

extension Matrix {
  /// The lower triangle L with L L' = A; nil if A is not positive definite.
  ///
  /// A is scaled to a unit diagonal first, so that the answer does not depend on the units of its rows.
  public func choleskyFactor() -> Matrix? {
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

  /// F with F F' = A for a positive semidefinite A, by pivoted elimination: as many columns as A has rank.
  ///
  /// - Returns: nil if A has an element that is not finite.
  public func semidefiniteFactor() -> Matrix? {
    guard elements.allSatisfy(\.isFinite) else { return nil }
    var rest = self
    let largest = (0..<rows).map { self[$0, $0] }.max() ?? 0
    var factors: [[Double]] = []
    while let pivot = (0..<rows).max(by: { rest[$0, $0] < rest[$1, $1] }), factors.count < rows,
      rest[pivot, pivot] > 1e-12 * largest, largest > 0
    {
      let root = Double.sqrt(rest[pivot, pivot])
      let column = (0..<rows).map { rest[$0, pivot] / root }
      for i in 0..<rows { for j in 0..<rows { rest[i, j] -= column[i] * column[j] } }
      factors.append(column)
    }
    return factors.isEmpty ? Matrix(rows: rows, columns: 0) : Matrix(columns: factors)
  }

  /// x with L x = b, this being a lower triangle L.
  func solvingLower(_ vector: [Double]) -> [Double] {
    var result = vector
    for row in 0..<rows {
      for column in 0..<row { result[row] -= self[row, column] * result[column] }
      result[row] /= self[row, row]
    }
    return result
  }

  /// x with L L' x = b, this being a lower triangle L.
  public func solvingSymmetric(_ vector: [Double]) -> [Double] {
    var result = solvingLower(vector)
    for row in (0..<rows).reversed() {
      for below in (row + 1)..<max(row + 1, rows) { result[row] -= self[below, row] * result[below] }
      result[row] /= self[row, row]
    }
    return result
  }
}
