/// A row of numbers most of which are 0.
struct SparseRow: Sendable {
  /// The places of the others.
  private(set) var places: [Int32] = []
  private(set) var values: [Double] = []

  mutating func append(_ place: Int, _ value: Double) {
    // Cannot trap: rows have fewer than 2³¹ places.
    places.append(Int32(clamping: place))
    values.append(value)
  }

  /// Multiplies the values from a position on.
  mutating func scale(from first: Int, by factor: Double) {
    for position in first..<values.count { values[position] *= factor }
  }

  /// Adds the product with a matrix of so many columns as the sums have, row by row.
  func multiply(_ matrix: [Double], _ sums: inout [Double]) {
    let columns = sums.count
    for position in places.indices {
      let (first, value) = (Int(places[position]) * columns, values[position])
      for column in 0..<columns { sums[column] += value * matrix[first + column] }
    }
  }

  /// Adds the outer product with factors to a matrix.
  func addOuter(_ factors: [Double], to matrix: inout [Double]) {
    let columns = factors.count
    for position in places.indices {
      let (first, value) = (Int(places[position]) * columns, values[position])
      for column in 0..<columns { matrix[first + column] += value * factors[column] }
    }
  }
}
