import RealModule

extension PivotedQR {
  /// R in the pivoted order of the columns, n × n, zeros below the diagonal.
  public var upperTriangle: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = factor[row + column * rows] }
    }
    return result
  }

  /// ln |A'A| of a matrix of full column rank.
  public var logDeterminant: Double {
    var sum = 0.0
    for column in 0..<columns { sum += .log(abs(factor[column + column * rows])) - .log(scale(ofColumn: column)) }
    return 2 * sum
  }

  /// The columns that the others explain, with those that explain them.
  ///
  /// Column k beyond the rank r is R₁₁⁻¹ R₁₂ₖ times the first r; weights below 10⁻⁸ (of unit columns) are left out.
  /// Of the columns in one dependence, the last is named as the redundant one.
  public var dependences: [LeastSquaresError.Dependence] {
    guard rank < columns else { return [] }
    var named: Set<Int> = []
    return (rank..<columns).map { position in
      var weights = Array(factor[(position * rows)..<(position * rows + rank)])
      solveTriangle(&weights, order: rank)
      let on = weights.indices.filter { abs(weights[$0]) > 1e-8 }.map(pivot)
      let all = (on + [pivot(position)]).sorted()
      let column = on.isEmpty || named.contains(all[all.count - 1]) ? pivot(position) : all[all.count - 1]
      named.insert(column)
      return LeastSquaresError.Dependence(column: column, on: all.filter { $0 != column })
    }.sorted { $0.column < $1.column }
  }
}
