import RealModule

/// Euclidean norms without overflow or underflow.
enum Norms {
  /// ‖v‖₂.
  static func euclidean(_ v: [Double]) -> Double {
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

  /// ‖D v‖₂ for a diagonal D.
  static func scaled(_ v: [Double], _ scale: [Double]) -> Double {
    euclidean(zip(v, scale).map { $0 * $1 })
  }
}
