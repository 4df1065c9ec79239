private import CLAPACK

/// The factorisation A S P = Q R of an m × n matrix, m ≥ n, with S diagonal and P a permutation.
///
/// S scales every column by a power of two to a norm between 1 and 2, so that neither the numerical rank nor the
/// condition number depends on the units of the columns, and the scaling loses no digit. The pivoting orders |R₁₁| ≥
/// |R₂₂| ≥ …; the rank is the number of diagonal elements above max(m, n)·ε·|R₁₁|.
///
/// One value can factorise one matrix after another; its storage grows to the largest and is then reused.
///
/// LAPACK factorises. Single vectors are multiplied by Q and solved with R in our own loops: for the small problems
/// that come in the hundreds of thousands, calling `dormqr`, `dtrtrs` and `dtrtri` costs more than their work.
///
/// Source: LAPACK `dgeqp3` and `dlaqp2`; Golub and Van Loan, *Matrix Computations*, 4th ed., 3.1, 5.1.6, 5.4.2.
public struct PivotedQR: Sendable {
  /// m of the last matrix.
  public private(set) var rows = 0
  /// n of the last matrix.
  public private(set) var columns = 0
  /// The numerical rank of the last matrix.
  public private(set) var rank = 0

  /// R above and on the diagonal, the reflectors of Q below; m × n.
  private(set) var factor: [Double] = []
  private var tau: [Double] = []
  /// Column `pivots[k]` (counted from 1, as LAPACK does) of A became column k of A S P.
  private var pivots: [Int32] = []
  /// The diagonal of S.
  private var scales: [Double] = []
  /// The norms of the columns of A S without what is already eliminated, and the norms last computed in full.
  private var norms: [Double] = []
  private var exactNorms: [Double] = []
  private var work: [Double] = []
  private var scratch: [Double] = []

  /// With fewer columns LAPACK never works in blocks.
  private static let block = 32

  /// A factorisation without a matrix.
  public init() {}

  /// Factorises `matrix`, m ≥ n.
  ///
  /// - Parameters:
  ///   - matrix: A.
  ///   - rowScales: if given, m factors by which the rows of A are multiplied first.
  /// - Returns: false, and nothing is factorised, if an element is infinite or NaN.
  /// - Complexity: O(m·n²).
  @discardableResult
  public mutating func factorise(_ matrix: Matrix, rowScales: [Double]? = nil) -> Bool {
    // Cannot trap: fits need more figures than coefficients, and searches more residuals than unknowns.
    precondition(matrix.rows >= matrix.columns, "a QR factorisation needs at least as many rows as columns")
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(rowScales.map { $0.count == matrix.rows } ?? true, "there must be one scale per row")
    matrix.checkBounds()
    rows = matrix.rows
    columns = matrix.columns
    rank = 0
    grow()
    guard columns > 0 else { return true }
    for column in 0..<columns {
      guard let (norm, exponent) = load(column, of: matrix, rowScales) else { return false }
      // Column norms between 1 and 2, by scaling with a power of two.
      let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
      scales[column] = scale
      if exponent != 0 { multiply(column, by: scale) }
      norms[column] = norm.map { $0 * scale } ?? sumOfSquares(column).squareRoot()
    }
    decompose()
    let threshold = Double(max(rows, columns)) * Double.ulpOfOne * abs(factor[0])
    while rank < columns, abs(factor[rank + rank * rows]) > threshold { rank += 1 }
    return true
  }

  /// Replaces the scaled columns by their decomposition.
  private mutating func decompose() {
    // Bounded by the shape that was checked: the factor is rows × columns, everything else has at least an element a
    // column, the norms are finite, so that a largest one is found, and the workspace has the count that is handed over.
    if columns < Self.block {
      for column in 0..<columns {
        pivots[column] = Int32(column + 1)
        exactNorms[column] = norms[column]
      }
      unsafe clapack_dlaqp2(
        Int32(rows), Int32(columns), &factor, Int32(rows), &pivots, &tau, &norms, &exactNorms, &work)
    } else {
      for column in 0..<columns { pivots[column] = 0 }
      let info = unsafe clapack_dgeqp3(
        Int32(rows), Int32(columns), &factor, Int32(rows), &pivots, &tau, &work, Int32(work.count))
      // Cannot trap: the routine fails only for arguments that are not allowed, and these follow from the shape.
      precondition(info == 0, "dgeqp3 returned info \(info)")
    }
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    for column in 0..<columns { precondition(1...columns ~= Int(pivots[column]), "a pivot is one of the columns") }
  }

  /// Copies a column into `factor` and returns its norm, unless its square is out of range, with the exponent of the norm;
  /// nil if an element is not finite.
  private mutating func load(
    _ column: Int, of matrix: Matrix, _ rowScales: [Double]?
  ) -> (norm: Double?, exponent: Int)? {
    let start = column * rows
    // Bounded by the shape that was checked: both have rows × columns elements, and there is a scale per row.
    unsafe factor.withUnsafeMutableBufferPointer { factor in
      unsafe matrix.elements.withUnsafeBufferPointer { elements in
        if let rowScales {
          unsafe rowScales.withUnsafeBufferPointer { scales in
            for row in 0..<rows { unsafe factor[start + row] = elements[start + row] * scales[row] }
          }
        } else {
          for index in start..<(start + rows) { unsafe factor[index] = elements[index] }
        }
      }
    }
    var sum = sumOfSquares(column)
    if sum.isFinite, sum > 1e-280 || sum == 0 && factor[start..<(start + rows)].allSatisfy({ $0 == 0 }) {
      let norm = sum.squareRoot()
      return (norm, sum > 0 ? Int(norm.exponent) : 0)
    }
    // Squares overflow or vanish: rescale the column first.
    var largest = 0.0
    for index in start..<(start + rows) {
      guard factor[index].isFinite else { return nil }
      largest = max(largest, abs(factor[index]))
    }
    // The inverse of the smallest powers of two is infinite.
    let exponent = max(Int(largest.exponent), -1000)
    let inverse = Double(sign: .plus, exponent: -exponent, significand: 1)
    sum = 0
    for index in start..<(start + rows) { sum += (factor[index] * inverse) * (factor[index] * inverse) }
    return (nil, max(Int(sum.squareRoot().exponent) + exponent, -1000))
  }

  private func sumOfSquares(_ column: Int) -> Double {
    // Bounded by the factor, which has rows × columns elements.
    unsafe factor.withUnsafeBufferPointer { factor in
      guard let column = unsafe factor.baseAddress?.advanced(by: column * rows) else { return 0 }
      return unsafe VectorKernels.product(column, column, count: rows)
    }
  }

  private mutating func multiply(_ column: Int, by scale: Double) {
    let start = column * rows
    // Bounded by the factor, which has rows × columns elements.
    unsafe factor.withUnsafeMutableBufferPointer { factor in
      for index in start..<(start + rows) { unsafe factor[index] *= scale }
    }
  }

  private mutating func grow() {
    if factor.count != rows * columns { factor = [Double](repeating: 0, count: rows * columns) }
    if scales.count < columns {
      tau = [Double](repeating: 0, count: columns)
      pivots = [Int32](repeating: 0, count: columns)
      scales = [Double](repeating: 0, count: columns)
      scratch = [Double](repeating: 0, count: columns)
      norms = scratch
      exactNorms = scratch
    }
    // dgeqp3 is at its best with 2n + (n + 1)·nb; nb = 32 in every LAPACK known to us.
    let needed = 2 * columns + (columns + 1) * 32
    if work.count < needed { work = [Double](repeating: 0, count: needed) }
  }

  /// The column of A (counted from 0) that became column `position` of A S P.
  public func pivot(_ position: Int) -> Int { Int(pivots[position]) - 1 }

  /// The factor by which a column of A was scaled.
  public func scale(ofColumn column: Int) -> Double { scales[column] }

  /// c := Q'c, or c := Q c, reflector by reflector.
  ///
  /// - Parameters:
  ///   - vector: c, length m, changed in place.
  ///   - transposed: true for Q'.
  /// - Complexity: O(m·n).
  public func applyQ(to vector: inout [Double], transposed: Bool) {
    // Cannot trap: vectors have one element per row of the same design.
    precondition(vector.count == rows, "the vector must be as long as the matrix has rows")
    // Bounded by that length and by the factor: row k is on the diagonal, and columns ≤ rows.
    unsafe vector.withUnsafeMutableBufferPointer { c in
      unsafe factor.withUnsafeBufferPointer { v in
        guard let c = c.baseAddress, let v = v.baseAddress else { return }
        for step in 0..<columns {
          let k = transposed ? step : columns - 1 - step
          // The reflector is 1 at k and is stored below the diagonal.
          let (below, count) = unsafe (v + k * rows + k + 1, rows - k - 1)
          let product = unsafe tau[k] * (c[k] + VectorKernels.product(below, c + k + 1, count: count))
          unsafe c[k] -= product
          unsafe VectorKernels.add(-product, below, to: c + k + 1, count: count)
        }
      }
    }
  }

  /// c := c − A A⁺c, the residuals of c regressed on A; the rank must be full.
  ///
  /// - Parameter vector: c, length m, changed in place.
  /// - Complexity: O(m·n).
  public func project(_ vector: inout [Double]) {
    applyQ(to: &vector, transposed: true)
    for position in 0..<columns { vector[position] = 0 }
    applyQ(to: &vector, transposed: false)
  }

  /// Solves R x = c in place, in the pivoted and scaled order; the rank must be full.
  ///
  /// - Parameter vector: c in its first n elements, which become x.
  public func solveTriangle(_ vector: inout [Double]) { solveTriangle(&vector, order: columns) }

  func solveTriangle(_ vector: inout [Double], order: Int) {
    for column in stride(from: order - 1, through: 0, by: -1) {
      vector[column] /= factor[column + column * rows]
      let value = vector[column]
      for row in 0..<column { vector[row] -= factor[row + column * rows] * value }
    }
  }

  /// Solves R'x = c in place, in the pivoted and scaled order; the rank must be full.
  ///
  /// - Parameter vector: c in its first n elements, which become x.
  public func solveTransposedTriangle(_ vector: inout [Double]) {
    for column in 0..<columns {
      var sum = vector[column]
      for row in 0..<column { sum -= factor[row + column * rows] * vector[row] }
      vector[column] = sum / factor[column + column * rows]
    }
  }

  /// S P R⁻¹, the n × n matrix B with B B' = (A'A)⁻¹, and the condition number of A S; the rank must be full.
  ///
  /// Any covariance of the coefficients follows from B without forming A'A.
  ///
  /// - Parameter inverse: receives B; its storage is reused when the size is the same.
  /// - Returns: ‖R‖₁·‖R⁻¹‖₁, the condition number in the 1-norm of R, which is that of A S up to a factor of n.
  @discardableResult
  public mutating func invert(into inverse: inout Matrix) -> Double {
    // Cannot trap: solvers throw before where the rank is lower.
    precondition(rank == columns, "the inverse factor needs full rank")
    let n = columns
    if inverse.rows != n || inverse.columns != n || inverse.elements.count != n * n {
      inverse = Matrix(rows: n, columns: n)
    }
    // Cannot trap: row and column are below n; `r` has rows × n elements with rows ≥ n, `x` at least n, `b` n × n.
    var (norm, inverseNorm) = (0.0, 0.0)
    var b = inverse.elements.mutableSpan
    // Taken out of `self`, so that the rest of it may be read.
    var column: [Double] = []
    swap(&column, &scratch)
    defer { swap(&column, &scratch) }
    var x = column.mutableSpan
    let (r, rows) = (factor.span, rows)
    // Bounded: b is n × n, the factor rows × n with rows ≥ n, x has at least n elements, and pivots are from 1 to n.
    for column in 0..<n {
      // R x = unit vector, in pivoted order; then x goes to the rows and units of the columns of A.
      var columnNorm = 0.0
      for row in 0...column {
        unsafe columnNorm += abs(r[unchecked: row + column * rows])
        unsafe x[unchecked: row] = 0
      }
      norm = max(norm, columnNorm)
      unsafe x[unchecked: column] = 1
      columnNorm = 0
      for k in stride(from: column, through: 0, by: -1) {
        let value = unsafe x[unchecked: k] / r[unchecked: k + k * rows]
        unsafe x[unchecked: k] = value
        columnNorm += abs(value)
        for row in 0..<k { unsafe x[unchecked: row] -= r[unchecked: row + k * rows] * value }
      }
      inverseNorm = max(inverseNorm, columnNorm)
      for position in 0..<n {
        let row = Int(pivots[position]) - 1
        let value = position <= column ? unsafe x[unchecked: position] * scales[row] : 0
        unsafe b[unchecked: row + n * column] = value
      }
    }
    return n > 0 ? norm * inverseNorm : 1
  }
}
