import RealModule

/// Least squares on an m × n matrix A by the Cholesky factor of A'A: a quarter of the work of ``PivotedQR``, for searches that
/// only need residuals and a determinant.
///
/// Coefficients lose twice the digits of a QR factorisation, but residuals of a minimum move with the square of that. Matrices
/// in which a column is explained by those before it but for 10⁻⁶ of its squares are left to ``PivotedQR``.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., 4.2.5, 5.3.2; Björck, *Numerical Methods for Least Squares Problems*,
/// SIAM 1996, 2.2.
public struct NormalEquations: Sendable {
  /// n of the last matrix.
  public private(set) var columns = 0
  /// R above and on the diagonal, n × n, with R'R = A'A; below it, what was there before.
  private var factor: [Double] = []
  private var coefficients: [Double] = []

  /// The least share of a column's squares that the columns before it may leave.
  private static let leastShare = 1e-6

  /// Normal equations without a matrix.
  public init() {}

  /// Factorises A'A.
  ///
  /// - Parameter matrix: A.
  /// - Returns: false, and nothing is to be used, where columns nearly depend on each other or numbers are not finite.
  /// - Complexity: O(m·n²).
  public mutating func factorise(_ matrix: Matrix) -> Bool {
    matrix.checkBounds()
    columns = matrix.columns
    if factor.count < columns * columns { factor = [Double](repeating: 0, count: columns * columns) }
    if coefficients.count < columns { coefficients = [Double](repeating: 0, count: columns) }
    multiply(matrix)
    return decompose()
  }

  /// A'A above and on the diagonal, two columns by two.
  private mutating func multiply(_ matrix: Matrix) {
    let (rows, columns) = (matrix.rows, columns)
    // Bounded: A has rows × columns elements, which `factorise` has checked, and A'A at least columns × columns.
    unsafe factor.withUnsafeMutableBufferPointer { factor in
      unsafe matrix.elements.withUnsafeBufferPointer { elements in
        guard let a = elements.baseAddress else { return }
        var second = 0
        while second < columns {
          let pair = min(second + 1, columns - 1)
          let right = unsafe (a + second * rows, a + pair * rows)
          var first = 0
          while first <= second {
            let next = min(first + 1, columns - 1)
            let products = unsafe VectorKernels.products(
              (a + first * rows, a + next * rows), right, count: rows)
            unsafe factor[first + second * columns] = products[0]
            unsafe factor[next + second * columns] = products[1]
            unsafe factor[first + pair * columns] = products[2]
            unsafe factor[next + pair * columns] = products[3]
            first += 2
          }
          second += 2
        }
      }
    }
  }

  /// Replaces A'A by R, column by column.
  private mutating func decompose() -> Bool {
    let n = columns
    // Bounded by the factor, which has at least n × n elements.
    return unsafe factor.withUnsafeMutableBufferPointer { factor in
      guard let r = factor.baseAddress else { return n == 0 }
      for column in 0..<n {
        let own = unsafe r + column * n
        for row in 0..<column {
          let other = unsafe r + row * n
          let known = unsafe VectorKernels.product(UnsafePointer(other), UnsafePointer(own), count: row)
          unsafe own[row] = (own[row] - known) / other[row]
        }
        let all = unsafe own[column]
        let rest = unsafe all - VectorKernels.product(UnsafePointer(own), UnsafePointer(own), count: column)
        guard rest > Self.leastShare * all, rest.isNormal else { return false }
        unsafe own[column] = rest.squareRoot()
      }
      return true
    }
  }

  /// ln |A'A|.
  public var logDeterminant: Double {
    var sum = 0.0
    for column in 0..<columns { sum += .log(factor[column + column * columns]) }
    return 2 * sum
  }

  /// c := c − A A⁺c, the residuals of c regressed on A.
  ///
  /// - Parameters:
  ///   - vector: c, length m, changed in place.
  ///   - matrix: A, as it was factorised.
  /// - Complexity: O(m·n).
  public mutating func project(_ vector: inout [Double], on matrix: Matrix) {
    matrix.checkBounds()
    // Cannot trap: vectors have one element per row of the same design, and designs are those last factorised.
    precondition(
      vector.count == matrix.rows && matrix.columns == columns, "vector and matrix must be those of the factorisation")
    let (rows, n) = (matrix.rows, columns)
    // Bounded: A has rows × n elements, c as many as there are rows, R at least n × n, the coefficients at least n.
    unsafe vector.withUnsafeMutableBufferPointer { vector in
      unsafe coefficients.withUnsafeMutableBufferPointer { x in
        unsafe matrix.elements.withUnsafeBufferPointer { elements in
          unsafe factor.withUnsafeBufferPointer { factor in
            guard let c = vector.baseAddress, let x = x.baseAddress, let a = elements.baseAddress,
              let r = factor.baseAddress
            else { return }
            for column in 0..<n {
              let own = unsafe r + column * n
              let product = unsafe VectorKernels.product(a + column * rows, UnsafePointer(c), count: rows)
              let known = unsafe VectorKernels.product(own, UnsafePointer(x), count: column)
              unsafe x[column] = (product - known) / own[column]
            }
            for column in stride(from: n - 1, through: 0, by: -1) {
              let own = unsafe r + column * n
              unsafe x[column] /= own[column]
              unsafe VectorKernels.add(-x[column], own, to: x, count: column)
              unsafe VectorKernels.add(-x[column], a + column * rows, to: c, count: rows)
            }
          }
        }
      }
    }
  }
}
