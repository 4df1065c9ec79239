private import CLAPACK
import RealModule

/// The factorisation A S P = Q R of an m × n matrix, m ≥ n, with S diagonal and P a permutation.
///
/// S scales every column by a power of two to a norm between 1 and 2, so that neither the numerical rank nor the
/// condition number depends on the units of the columns, and no digit is lost by it. The pivoting orders |R₁₁| ≥
/// |R₂₂| ≥ …; the rank is the number of diagonal elements above max(m, n)·ε·|R₁₁|.
///
/// One value can factorise matrix after matrix; its storage grows to the largest and is then reused.
///
/// Source: LAPACK `dgeqp3`, `dormqr`, `dtrtrs`, `dtrcon`; Golub and Van Loan, *Matrix Computations*, 4th ed., 5.4.2.
public struct PivotedQR: Sendable {
  /// m of the last matrix.
  public private(set) var rows = 0
  /// n of the last matrix.
  public private(set) var columns = 0
  /// The numerical rank of the last matrix.
  public private(set) var rank = 0

  /// R above and on the diagonal, the reflectors of Q below; m × n.
  private var factor: [Double] = []
  private var tau: [Double] = []
  /// Column `pivots[k]` (counted from 1, as LAPACK does) of A became column k of A S P.
  private var pivots: [Int32] = []
  /// The diagonal of S.
  private var scales: [Double] = []
  private var work: [Double] = []
  private var integerWork: [Int32] = []

  /// A workspace without a matrix.
  public init() {}

  /// Factorises `matrix`, m ≥ n, whose elements must be finite.
  ///
  /// - Parameters:
  ///   - matrix: A.
  ///   - rowScales: if given, m factors by which the rows of A are multiplied first.
  /// - Complexity: O(m·n²).
  public mutating func factorise(_ matrix: Matrix, rowScales: [Double]? = nil) {
    precondition(matrix.rows >= matrix.columns, "a QR factorisation needs at least as many rows as columns")
    rows = matrix.rows
    columns = matrix.columns
    rank = 0
    grow()
    guard columns > 0 else { return }
    for column in 0..<columns {
      let offset = column * rows
      var largest = 0.0
      for row in 0..<rows {
        let element = matrix.elements[offset + row] * (rowScales?[row] ?? 1)
        factor[offset + row] = element
        largest = max(largest, abs(element))
      }
      let scale = powerOfTwoScale(offset: offset, largest: largest)
      scales[column] = scale
      for row in 0..<rows { factor[offset + row] *= scale }
      pivots[column] = 0
    }
    let info = unsafe clapack_dgeqp3(
      Int32(rows), Int32(columns), &factor, Int32(rows), &pivots, &tau, &work, Int32(work.count))
    precondition(info == 0, "dgeqp3 returned info \(info)")
    let threshold = Double(max(rows, columns)) * Double.ulpOfOne * abs(factor[0])
    while rank < columns, abs(factor[rank + rank * rows]) > threshold { rank += 1 }
  }

  /// The power of two that brings the norm of a column (in `factor` from `offset`) to between 1 and 2; 1 for zeros.
  private func powerOfTwoScale(offset: Int, largest: Double) -> Double {
    guard largest > 0 else { return 1 }
    var sum = 0.0
    for row in 0..<rows {
      let ratio = factor[offset + row] / largest
      sum += ratio * ratio
    }
    let exponent = largest.exponent + Double.sqrt(sum).exponent
    return Double(sign: .plus, exponent: -min(max(Int(exponent), -1000), 1000), significand: 1)
  }

  private mutating func grow() {
    if factor.count < rows * columns { factor = [Double](repeating: 0, count: rows * columns) }
    if scales.count < columns {
      tau = [Double](repeating: 0, count: columns)
      pivots = [Int32](repeating: 0, count: columns)
      scales = [Double](repeating: 0, count: columns)
      integerWork = [Int32](repeating: 0, count: columns)
    }
    // dgeqp3 is at its best with 2n + (n + 1)·nb, dtrcon needs 3n; nb = 32 in every LAPACK we know.
    let needed = 2 * columns + (columns + 1) * 32
    if work.count < needed { work = [Double](repeating: 0, count: needed) }
  }

  /// The diagonal element R_kk, k < n.
  public func diagonal(_ index: Int) -> Double { factor[index + index * rows] }

  /// R in the pivoted order of the columns, n × n, zeros below the diagonal.
  public var upperTriangle: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = factor[row + column * rows] }
    }
    return result
  }

  /// The column of A (counted from 0) that became column `position` of A S P.
  public func pivot(_ position: Int) -> Int { Int(pivots[position]) - 1 }

  /// The factor by which a column of A was scaled.
  public func scale(ofColumn column: Int) -> Double { scales[column] }

  /// The columns that the others explain, with those that explain them.
  ///
  /// Column k beyond the rank r is R₁₁⁻¹ R₁₂ₖ times the first r; weights below 10⁻⁸ (of unit columns) are left out.
  public var dependences: [LeastSquaresError.Dependence] {
    guard rank < columns else { return [] }
    return (rank..<columns).map { position in
      var weights = Array(factor[(position * rows)..<(position * rows + rank)])
      if rank > 0 {
        let info = unsafe clapack_dtrtrs(0, Int32(rank), 1, factor, Int32(rows), &weights, Int32(rank))
        precondition(info == 0, "dtrtrs returned info \(info)")
      }
      let on = weights.indices.filter { abs(weights[$0]) > 1e-8 }.map(pivot).sorted()
      return LeastSquaresError.Dependence(column: pivot(position), on: on)
    }.sorted { $0.column < $1.column }
  }

  /// c := Q'c, or c := Q c.
  ///
  /// - Parameters:
  ///   - vector: c, length m, changed in place.
  ///   - transposed: true for Q'.
  public mutating func applyQ(to vector: inout [Double], transposed: Bool) {
    guard columns > 0 else { return }
    let info = unsafe clapack_dormqr(
      transposed ? 1 : 0, Int32(rows), 1, Int32(columns), factor, Int32(rows), tau, &vector, Int32(rows), &work,
      Int32(work.count))
    precondition(info == 0, "dormqr returned info \(info)")
  }

  /// Solves R x = c or R'x = c in place, in the pivoted and scaled order; the rank must be full.
  ///
  /// - Parameters:
  ///   - vector: c in its first n elements, which become x.
  ///   - transposed: true for R'.
  public func solveTriangle(_ vector: inout [Double], transposed: Bool) {
    guard columns > 0 else { return }
    let info = unsafe clapack_dtrtrs(
      transposed ? 1 : 0, Int32(columns), 1, factor, Int32(rows), &vector, Int32(max(columns, vector.count)))
    precondition(info == 0, "dtrtrs returned info \(info)")
  }

  /// An estimate, never too large, of the condition number of A S in the 1-norm; 1 for no columns, ∞ below full rank.
  public mutating func conditionNumber() -> Double {
    guard columns > 0 else { return 1 }
    guard rank == columns else { return .infinity }
    var reciprocal = 0.0
    let info = unsafe clapack_dtrcon(Int32(columns), factor, Int32(rows), &reciprocal, &work, &integerWork)
    precondition(info == 0, "dtrcon returned info \(info)")
    return 1 / reciprocal
  }

  /// S P R⁻¹, the n × n matrix B with B B' = (A'A)⁻¹; the rank must be full.
  ///
  /// Any covariance of the coefficients follows from it without forming A'A.
  ///
  /// Source: LAPACK `dtrtri`.
  public func inverseFactor() -> Matrix {
    precondition(rank == columns, "the inverse factor needs full rank")
    var inverse = upperTriangle
    guard columns > 0 else { return inverse }
    let info = unsafe clapack_dtrtri(Int32(columns), &inverse.elements, Int32(columns))
    precondition(info == 0, "dtrtri returned info \(info)")
    var result = Matrix(rows: columns, columns: columns)
    for position in 0..<columns {
      let row = pivot(position)
      for column in 0..<columns { result[row, column] = inverse[position, column] * scales[row] }
    }
    return result
  }
}
