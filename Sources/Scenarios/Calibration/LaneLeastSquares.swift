import Drivers
import Sampling

/// Eight small linear least squares problems side by side.
enum LaneLeastSquares {
  /// Solves eight small problems min ‖A x − b‖₂ side by side, by Householder reflections.
  ///
  /// - Parameters:
  ///   - rows: A by row, m ≥ n, of full column rank in every lane; heavy rows first.
  ///   - right: b.
  /// - Returns: x, length n; not finite in a lane whose problem is singular.
  /// - Complexity: O(m·n²).
  ///
  /// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., algorithms 5.1.1 and 5.2.1.
  static func solve(_ rows: [[Lanes]], _ right: [Lanes]) -> [Lanes] {
    let m = rows.count
    let n = rows.first?.count ?? 0
    var a = rows
    var b = right
    for k in 0..<n {
      var norm = Lanes(repeating: 0)
      for row in k..<m { norm += a[row][k] * a[row][k] }
      norm = norm.squareRoot()
      // v = x ± ‖x‖ e₁, the sign without cancellation.
      let alpha = norm.replacing(with: -norm, where: a[k][k] .> 0)
      a[k][k] -= alpha
      var square = Lanes(repeating: 0)
      for row in k..<m { square += a[row][k] * a[row][k] }
      func reflect(_ dot: Lanes) -> Lanes { 2 * dot / square }
      for column in (k + 1)..<max(n, k + 1) {
        var dot = Lanes(repeating: 0)
        for row in k..<m { dot += a[row][k] * a[row][column] }
        let factor = reflect(dot)
        for row in k..<m { a[row][column] -= factor * a[row][k] }
      }
      var dot = Lanes(repeating: 0)
      for row in k..<m { dot += a[row][k] * b[row] }
      let factor = reflect(dot)
      for row in k..<m { b[row] -= factor * a[row][k] }
      a[k][k] = alpha
    }
    var x = [Lanes](repeating: Lanes(repeating: 0), count: n)
    for k in stride(from: n - 1, through: 0, by: -1) {
      var sum = b[k]
      for column in (k + 1)..<max(n, k + 1) { sum -= a[k][column] * x[column] }
      x[k] = sum / a[k][k]
    }
    return x
  }
}
