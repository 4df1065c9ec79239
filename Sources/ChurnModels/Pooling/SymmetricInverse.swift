import LeastSquares
import RealModule

/// The inverse and determinant of a small symmetric positive definite matrix.
struct SymmetricInverse {
  let matrix: Matrix
  let logDeterminant: Double

  /// - Returns: nil if the matrix is not positive definite.
  init?(_ symmetric: Matrix) {
    let order = symmetric.rows
    if order == 1 {
      let value = symmetric.elements[0]
      guard value > 0, value.isFinite, (1 / value).isFinite else { return nil }
      matrix = Matrix(rows: 1, columns: 1, elements: [1 / value])
      logDeterminant = .log(value)
      return
    }
    guard let lower = symmetric.choleskyFactor() else { return nil }
    var inverse = Matrix(rows: order, columns: order)
    for column in 0..<order {
      var unit = [Double](repeating: 0, count: order)
      unit[column] = 1
      let solved = lower.solvingSymmetric(unit)
      for row in 0..<order { inverse[row, column] = solved[row] }
    }
    guard inverse.elements.allSatisfy(\.isFinite) else { return nil }
    matrix = inverse
    logDeterminant = (0..<order).reduce(0) { $0 + 2 * .log(lower[$1, $1]) }
  }
}

extension Matrix {
  /// A + c B.
  func adding(_ other: Matrix, times factor: Double = 1) -> Matrix {
    var result = self
    for index in result.elements.indices { result.elements[index] += factor * other.elements[index] }
    return result
  }

  /// A x.
  func times(_ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rows)
    for column in 0..<columns { for row in 0..<rows { result[row] += self[row, column] * vector[column] } }
    return result
  }

  /// A M A', symmetric for a symmetric M.
  func around(_ middle: Matrix) -> Matrix {
    let left = times(middle)
    var result = Matrix(rows: rows, columns: rows)
    for i in 0..<rows {
      for j in 0...i {
        var sum = 0.0
        for l in 0..<columns { sum += left[i, l] * self[j, l] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// tr(A B) of two symmetric matrices.
  func traceOfProduct(_ other: Matrix) -> Double { zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 } }

  /// c x x'.
  static func square(_ vector: [Double], times factor: Double = 1) -> Matrix {
    let order = vector.count
    var result = Matrix(rows: order, columns: order)
    for i in 0..<order { for j in 0..<order { result[i, j] = factor * vector[i] * vector[j] } }
    return result
  }

  /// Row i and column i times the i-th of the factors.
  func scaledOnBothSides(by factors: [Double]) -> Matrix {
    var result = self
    for i in 0..<rows { for j in 0..<columns { result[i, j] *= factors[i] * factors[j] } }
    return result
  }
}
