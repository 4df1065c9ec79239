/// A row of numbers most of which are 0.
struct SparseRow: Sendable {
  /// The places of the others, in order.
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

  /// The product with a part of a vector.
  func dot(_ vector: [Double], from first: Int) -> Double {
    var sum = 0.0
    for position in places.indices { sum += values[position] * vector[first + Int(places[position])] }
    return sum
  }

  /// Adds a multiple to a part of a vector.
  func add(to vector: inout [Double], from first: Int, times factor: Double) {
    for position in places.indices { vector[first + Int(places[position])] += factor * values[position] }
  }
}
