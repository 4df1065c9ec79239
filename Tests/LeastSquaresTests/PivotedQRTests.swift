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

  @Test(
    "Columns of any size that numbers can have are scaled",
    arguments: [.leastNormalMagnitude / 8, 1e-200, 1, 1e200, 1e304, 1e308])
  func extremeColumns(size: Double) {
    var qr = PivotedQR()
    let isFinite = qr.factorise(Matrix(columns: [[size, 0, size], [0, 1, 0]]))
    #expect(isFinite && qr.rank == 2)
    #expect(qr.upperTriangle.elements.allSatisfy { abs($0) <= 2 })
    qr.factorise(Matrix(columns: [[Double](repeating: size, count: 1000)]))
    #expect(qr.rank == 1)
  }

  @Test("Matrices without rows or columns, and of one element")
  func small() {
    var qr = PivotedQR()
    for rows in [0, 1, 5] {
      let isFinite = qr.factorise(Matrix(rows: rows, columns: 0))
      #expect(isFinite && qr.rank == 0 && qr.dependences.isEmpty)
      var vector = [Double](repeating: 2, count: rows)
      qr.project(&vector)
      #expect(vector == [Double](repeating: 2, count: rows))
      var inverse = Matrix(rows: 3, columns: 3)
      let condition = qr.invert(into: &inverse)
      #expect(condition == 1 && inverse.elements.isEmpty)
    }
    qr.factorise(Matrix(columns: [[-4]]))
    #expect(qr.rank == 1)
    var inverse = Matrix(rows: 0, columns: 0)
    qr.invert(into: &inverse)
    #expect(abs(inverse[0, 0]) == 0.25)
    // Another shape, then more columns than LAPACK's blocks have.
    let wide = Matrix(rows: 40, columns: 40, elements: (0..<1600).map { $0 % 41 == 0 ? 1 : 0 })
    qr.factorise(wide)
    #expect(qr.rank == 40)
    qr.invert(into: &inverse)
    #expect(inverse == wide)
  }

  @Test("An inverse whose elements were replaced is made anew")
  func replacedInverse() {
    var qr = PivotedQR()
    qr.factorise(Matrix(columns: [[2, 0], [0, 4]]))
    var inverse = Matrix(rows: 2, columns: 2)
    inverse.elements = []
    qr.invert(into: &inverse)
    #expect(inverse.elements == [0.5, 0, 0, 0.25])
  }

  @Test("Shapes that do not match stop the program, rather than read what is not theirs")
  func wrongShapes() async {
    await #expect(processExitsWith: .failure) {
      var qr = PivotedQR()
      qr.factorise(Matrix(rows: 3, columns: 1), rowScales: [1])
    }
    await #expect(processExitsWith: .failure) {
      var matrix = Matrix(rows: 3, columns: 1)
      matrix.elements = [1]
      var qr = PivotedQR()
      qr.factorise(matrix)
    }
    await #expect(processExitsWith: .failure) {
      var qr = PivotedQR()
      qr.factorise(Matrix(rows: 2, columns: 1))
      var vector = [1.0]
      qr.applyQ(to: &vector, transposed: true)
    }
  }
}
