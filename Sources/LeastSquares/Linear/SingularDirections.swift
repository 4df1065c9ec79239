private import CLAPACK

/// The singular values of a matrix and the directions that it stretches.
///
/// Source: LAPACK `dgesvd`.
public struct SingularDirections: Sendable, Equatable {
  /// Descending, one per column; 0 for directions beyond the number of rows.
  public let values: [Double]
  /// v_k with ‖A v_k‖ = values[k], of length 1, one per value.
  public let directions: [[Double]]

  /// The directions of a matrix.
  ///
  /// - Parameter matrix: A, m × n; without columns there are no directions, and all values are NaN where the routine finds
  ///   none, as for a matrix that is not finite.
  /// - Complexity: O((m + n)·n²).
  public init(_ matrix: Matrix) {
    let n = matrix.columns
    guard n > 0 else {
      (values, directions) = ([], [])
      return
    }
    // Rows of zeros change nothing; the routine needs at least as many rows as columns.
    let m = max(matrix.rows, n)
    var copy = Matrix(rows: m, columns: n)
    for column in 0..<n { for row in 0..<matrix.rows { copy[row, column] = matrix[row, column] } }
    var values = [Double](repeating: 0, count: n)
    var vt = Matrix(rows: n, columns: n)
    var work = [Double](repeating: 0, count: 64 * (n + m))
    copy.checkBounds()
    // Bounded: A is m × n, m ≥ n, as just checked; V' is n × n, and the workspace has more than the 5n + m needed.
    let info = unsafe clapack_dgesvd(
      Int32(m), Int32(n), &copy.elements, Int32(m), &values, &vt.elements, &work, Int32(clamping: work.count))
    self.values = info == 0 ? values : values.map { _ in .nan }
    directions = (0..<n).map { k in (0..<n).map { vt[k, $0] } }
  }
}
