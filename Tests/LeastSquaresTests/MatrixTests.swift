import Foundation
import LeastSquares
import Testing

@Suite("Matrix")
struct MatrixTests {
  @Test("Elements are stored by column")
  func layout() {
    var matrix = Matrix(columns: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix[2, 0] == 3 && matrix[0, 1] == 4)
    matrix[1, 1] = 7
    #expect(matrix.elements == [1, 2, 3, 4, 7, 6])
    #expect(matrix.column(1) == [4, 7, 6])
    #expect(Matrix(rows: 2, columns: 0).elements.isEmpty)
  }

  @Test("A damaged document is rejected")
  func decoding() throws {
    let matrix = Matrix(columns: [[1, 2], [3, 4]])
    #expect(try JSONDecoder().decode(Matrix.self, from: JSONEncoder().encode(matrix)) == matrix)
    let damaged = Data(#"{"rows": 2, "columns": 2, "elements": [1, 2, 3]}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: damaged) }
  }

  @Test("Sizes that do not multiply, and elements that are too few or too many, stop the program")
  func impossibleSizes() async {
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: .max, columns: 2) }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: -1, columns: -1, elements: [1]) }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: 1 << 32, columns: 1 << 32, elements: []) }
    for sizes in ["-1", "9223372036854775807"] {
      let damaged = Data("{\"rows\": \(sizes), \"columns\": 2, \"elements\": []}".utf8)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: damaged) }
    }
  }
}
