import LeastSquares
import Testing

@Suite("Pivoted QR")
struct PivotedQRTests {
  private let matrix = Matrix(columns: [[3, 0, 4, 1, -2], [1e-9, 2e-9, 0, 1e-9, 5e-9], [1e12, -1e12, 0, 2e12, 0]])

  @Test("Q' preserves norms and Q undoes it")
  func orthogonality() {
    var qr = PivotedQR()
    qr.factorise(matrix)
    let original: [Double] = [1, -2, 3, 0.5, 4]
    var vector = original
    qr.applyQ(to: &vector, transposed: true)
    let norms = [original, vector].map { $0.reduce(0) { $0 + $1 * $1 } }
    #expect(correctDigits(norms[1], norms[0]) > 14)
    qr.applyQ(to: &vector, transposed: false)
    #expect(zip(vector, original).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test("The rank does not depend on the units of the columns")
  func rankAndUnits() {
    var qr = PivotedQR()
    qr.factorise(matrix)
    #expect(qr.rank == 3)
    var inverse = Matrix(rows: 0, columns: 0)
    #expect(qr.invert(into: &inverse) < 10)
    qr.factorise(Matrix(columns: [[1, 2, 3], [2e-200, 4e-200, 6e-200]]))
    #expect(qr.rank == 1)
    #expect(qr.dependences.count == 1)
  }

  @Test("The inverse factor B has B B' = (A'A)⁻¹")
  func inverseFactor() {
    let a = Matrix(columns: [[2, 0, 0, 1], [1, 3, 0, 1]])
    var qr = PivotedQR()
    qr.factorise(a)
    var b = Matrix(rows: 0, columns: 0)
    qr.invert(into: &b)
    // A'A = [5 3; 3 11], inverse [11 −3; −3 5]/46.
    let expected = [[11.0, -3], [-3, 5]]
    for i in 0..<2 {
      for j in 0..<2 {
        let value = (0..<2).reduce(0.0) { $0 + b[i, $1] * b[j, $1] }
        #expect(abs(value - expected[i][j] / 46) < 1e-15)
      }
    }
  }
}
