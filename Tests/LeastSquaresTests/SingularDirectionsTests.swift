import LeastSquares
import Testing

@Suite("Singular directions")
struct SingularDirectionsTests {
  @Test("Matrices of any shape have a direction per column")
  func shapes() {
    for (rows, columns) in [(0, 0), (3, 0), (0, 1), (0, 2), (1, 1), (1, 3), (3, 1)] {
      let found = SingularDirections(Matrix(rows: rows, columns: columns))
      #expect(found.values == [Double](repeating: 0, count: columns))
      #expect(found.directions.count == columns && found.directions.allSatisfy { $0.count == columns })
    }
    let one = SingularDirections(Matrix(columns: [[-3]]))
    #expect(one.values == [3] && abs(one.directions[0][0]) == 1)
  }
}
