/// A dense matrix of `Double`, stored by columns as LAPACK expects it.
///
/// Element (i, j) of an m × n matrix is stored at `elements[i + m·j]`, counted from 0.
public struct Matrix: Sendable, Equatable, Codable {
  /// m, the number of rows.
  public let rows: Int
  /// n, the number of columns.
  public let columns: Int
  /// The m·n elements, column after column.
  public var elements: [Double]

  /// The m × n matrix of zeros.
  ///
  /// - Parameters:
  ///   - rows: m ≥ 0.
  ///   - columns: n ≥ 0.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: [Double](repeating: 0, count: rows * columns))
  }

  /// A matrix with the given elements.
  ///
  /// - Parameters:
  ///   - rows: m ≥ 0.
  ///   - columns: n ≥ 0.
  ///   - elements: m·n values, column after column.
  public init(rows: Int, columns: Int, elements: [Double]) {
    // Cannot trap: the elements are made from the same rows and columns; those of saved fits are checked below.
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The identity of an order.
  ///
  /// - Parameter order: the number of rows and columns, n ≥ 0.
  public init(identity order: Int) {
    self.init(rows: order, columns: order)
    for index in 0..<order { self[index, index] = 1 }
  }

  /// A matrix whose columns are the given arrays.
  ///
  /// - Parameter columns: n arrays of one length m; none gives the 0 × 0 matrix.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    // Cannot trap: columns are lists over the same months.
    precondition(columns.allSatisfy { $0.count == rows }, "all columns must have the same length")
    self.init(rows: rows, columns: columns.count, elements: columns.flatMap { $0 })
  }

  /// Element (row, column), counted from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row + rows * column] }
    set { elements[row + rows * column] = newValue }
  }

  /// The elements of one column, length m.
  ///
  /// - Parameter column: its index, counted from 0.
  /// - Returns: a copy, top to bottom.
  public func column(_ column: Int) -> [Double] {
    Array(slice(column))
  }

  /// The elements of one column in place, length m.
  func slice(_ column: Int) -> ArraySlice<Double> { elements[(rows * column)..<(rows * (column + 1))] }
}

extension Matrix {
  /// Reads a matrix and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    columns = try container.decode(Int.self, forKey: .columns)
    elements = try container.decode([Double].self, forKey: .elements)
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, elements.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container, debugDescription: "expected rows × columns elements")
    }
  }
}

extension Matrix {
  /// y − A x.
  func residuals(_ response: [Double], _ coefficients: [Double]) -> [Double] {
    var result = response
    for column in 0..<columns where coefficients[column] != 0 {
      for row in 0..<rows { result[row] -= self[row, column] * coefficients[column] }
    }
    return result
  }
}

extension Matrix {
  /// Every element times a factor.
  public func scaled(by factor: Double) -> Matrix {
    var result = self
    for index in result.elements.indices { result.elements[index] *= factor }
    return result
  }
}
