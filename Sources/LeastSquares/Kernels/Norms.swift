import RealModule

/// Euclidean norms without overflow or underflow.
enum Norms {
  /// ‖v‖₂.
  static func euclidean(_ v: [Double]) -> Double { euclidean(v[...]) }

  /// ‖v‖₂; ∞ where an element is not finite.
  static func euclidean(_ v: ArraySlice<Double>) -> Double {
    let squares = product(v, v)
    if squares.isFinite, squares > 1e-280 { return squares.squareRoot() }
    var largest = 0.0
    for element in v {
      if !element.isFinite { return .infinity }
      largest = max(largest, abs(element))
    }
    guard largest > 0 else { return 0 }
    var sum = 0.0
    for element in v { sum += (element / largest) * (element / largest) }
    return largest * .sqrt(sum)
  }

  /// a'b of two vectors of one length.
  static func product(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
    let count = min(a.count, b.count)
    // Bounded by the shorter of both.
    return unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return unsafe VectorKernels.product(a, b, count: count)
      }
    }
  }

  /// ‖D v‖₂ for a diagonal D.
  static func scaled(_ v: [Double], _ scale: [Double]) -> Double {
    euclidean(zip(v, scale).map { $0 * $1 })
  }
}
