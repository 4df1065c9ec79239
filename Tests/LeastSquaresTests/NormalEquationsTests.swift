import Foundation
import LeastSquares
import Testing

@Suite("Normal equations")
struct NormalEquationsTests {
  /// An m × n matrix without structure, its columns in very different units, and a vector.
  private func problem(_ rows: Int, _ columns: Int) -> (Matrix, [Double]) {
    func number(_ row: Int, _ column: Int) -> Double { sin(Double(1 + row * row * (column + 2)) + Double(column)) }
    let units = (0..<columns).map { pow(1000, Double($0 % 5 - 2)) }
    let matrix = Matrix(columns: (0..<columns).map { column in (0..<rows).map { units[column] * number($0, column) } })
    return (matrix, (0..<rows).map { number($0, columns + 7) })
  }

  @Test(
    "Residuals and determinant are those of the QR factorisation",
    arguments: [(1, 1), (5, 1), (6, 2), (7, 3), (30, 4), (61, 5), (40, 12), (399, 101)])
  func agreement(rows: Int, columns: Int) {
    let (matrix, vector) = problem(rows, columns)
    var qr = PivotedQR()
    qr.factorise(matrix)
    #expect(qr.rank == columns)
    var expected = vector
    qr.project(&expected)
    var equations = NormalEquations()
    // Storage of a larger problem must not show in a smaller one.
    _ = equations.factorise(problem(50, 13).0)
    let isFactorised = equations.factorise(matrix)
    #expect(isFactorised)
    var residuals = vector
    equations.project(&residuals, on: matrix)
    for (found, wanted) in zip(residuals, expected) { #expect(abs(found - wanted) < 1e-10) }
    #expect(abs(equations.logDeterminant - qr.logDeterminant) < 1e-9)
  }

  @Test("Columns that nearly depend on each other, and numbers that are not finite, are left to others")
  func refusals() {
    var (matrix, _) = problem(40, 3)
    var equations = NormalEquations()
    for row in 0..<40 { matrix[row, 2] = matrix[row, 0] * (row == 7 ? 1.001 : 1) }
    func isRefused(_ matrix: Matrix) -> Bool { !equations.factorise(matrix) }
    #expect(isRefused(matrix))
    matrix[3, 1] = .infinity
    #expect(isRefused(matrix))
    #expect(isRefused(Matrix(rows: 4, columns: 2)))
  }
}
