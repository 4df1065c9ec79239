import RealModule

extension Matrix {
  /// The product A B.
  ///
  /// - Parameter other: B, with as many rows as this has columns.
  /// - Returns: as many rows as this has, and as many columns as B.
  public func times(_ other: Matrix) -> Matrix {
    // Cannot trap: products are of factors of one decomposition.
    precondition(columns == other.rows, "the inner dimensions must agree")
    var result = Matrix(rows: rows, columns: other.columns)
    for column in 0..<other.columns {
      for k in 0..<columns {
        let factor = other[k, column]
        for row in 0..<rows { result[row, column] += self[row, k] * factor }
      }
    }
    return result
  }

  /// The product A B'.
  func timesTranspose(_ other: Matrix) -> Matrix {
    // Cannot trap: both are in the basis of one decomposition.
    precondition(columns == other.columns, "the inner dimensions must agree")
    var result = Matrix(rows: rows, columns: other.rows)
    for column in 0..<other.rows {
      for k in 0..<columns {
        let factor = other[column, k]
        for row in 0..<rows { result[row, column] += self[row, k] * factor }
      }
    }
    return result
  }

  /// B B' of a square or rectangular B, rows × rows.
  public func timesTransposeOfItself() -> Matrix {
    var result = Matrix(rows: rows, columns: rows)
    for i in 0..<rows {
      for j in 0...i {
        var sum = 0.0
        for k in 0..<columns { sum += self[i, k] * self[j, k] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// The product A'B.
  func transposeTimes(_ other: Matrix) -> Matrix {
    // Cannot trap: both have a row per observation.
    precondition(rows == other.rows, "the numbers of rows must agree")
    var result = Matrix(rows: columns, columns: other.columns)
    for i in 0..<columns {
      for j in 0..<other.columns { result[i, j] = zip(slice(i), other.slice(j)).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return result
  }

  /// A'A, columns × columns.
  func transposeTimesItself() -> Matrix { bartlettSum(lags: 0) }

  /// Σ_{|j| ≤ L} (1 − |j|/(L + 1)) Σₜ aₜ aₜ₋ⱼ' over the rows a of the matrix.
  func bartlettSum(lags: Int) -> Matrix {
    // Half of each row plus the weighted rows before it: its product with A and the transpose of that add up to the
    // whole sum.
    let n = rows
    var smooth = elements
    var result = Matrix(rows: columns, columns: columns)
    checkBounds()
    // Bounded by the shape: both have n · columns elements, and a lag is below n.
    unsafe smooth.withUnsafeMutableBufferPointer { smooth in
      unsafe elements.withUnsafeBufferPointer { a in
        guard let a = a.baseAddress, let smooth = smooth.baseAddress else { return }
        for index in 0..<(n * columns) { unsafe smooth[index] *= 0.5 }
        for lag in stride(from: 1, through: min(lags, n - 1), by: 1) {
          let weight = 1 - Double(lag) / (Double(lags) + 1)
          for column in 0..<columns {
            unsafe VectorKernels.add(weight, a + n * column, to: smooth + n * column + lag, count: n - lag)
          }
        }
        for i in 0..<columns {
          for j in 0..<columns {
            let sum = unsafe VectorKernels.product(a + n * i, smooth + n * j, count: n)
            result[i, j] += sum
            result[j, i] += sum
          }
        }
      }
    }
    return result
  }

  /// The sums of the rows that share a label, one row per label.
  func sums(by labels: [Int]) -> Matrix {
    var positions: [Int: Int] = [:]
    for label in labels where positions[label] == nil { positions[label] = positions.count }
    var result = Matrix(rows: positions.count, columns: columns)
    for (row, label) in labels.enumerated() {
      guard let group = positions[label] else { continue }
      for column in 0..<columns { result[group, column] += self[row, column] }
    }
    return result
  }

  /// factor · B M B'.
  func sandwich(_ middle: Matrix, factor: Double) -> Matrix {
    let p = rows
    let k = columns
    var left = Matrix(rows: p, columns: k)
    for i in 0..<p {
      for j in 0..<k {
        var sum = 0.0
        for l in 0..<k { sum += self[i, l] * middle[l, j] }
        left[i, j] = sum * factor
      }
    }
    var result = Matrix(rows: p, columns: p)
    for i in 0..<p {
      for j in 0...i {
        var sum = 0.0
        for l in 0..<k { sum += left[i, l] * self[j, l] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// The square roots of the diagonal of a covariance.
  public var standardErrors: [Double] { (0..<rows).map { .sqrt(self[$0, $0]) } }

  /// The sum of two matrices of one shape.
  func plus(_ other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: zip(elements, other.elements).map(+))
  }

  /// The rows before one, and those from it on.
  func split(at row: Int) -> (first: Matrix, rest: Matrix) {
    guard row < rows else { return (self, Matrix(rows: 0, columns: columns)) }
    func part(_ range: Range<Int>) -> Matrix {
      var part = Matrix(rows: range.count, columns: columns)
      for column in 0..<columns { for (index, row) in range.enumerated() { part[index, column] = self[row, column] } }
      return part
    }
    return (part(0..<row), part(row..<rows))
  }

  /// a'Ma of a row a.
  func form(_ middle: Matrix, row: Int) -> Double {
    var sum = 0.0
    for first in 0..<columns {
      for second in 0..<columns { sum += self[row, first] * middle[first, second] * self[row, second] }
    }
    return sum
  }
}
