import RealModule

/// Eight draws side by side, so that one instruction moves several: four antithetic pairs, those of a pair in neighbouring
/// lanes.
public typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
  /// The lanes that hold the first and the second draw of each pair: 1 and −1.
  public static let signs = Lanes(1, -1, 1, -1, 1, -1, 1, -1)

  /// eˣ in every lane.
  public static func exp(_ x: Lanes) -> Lanes {
    var result = Lanes()
    for lane in 0..<8 { result[lane] = .exp(x[lane]) }
    return result
  }

  /// ln x in every lane; not finite where x is not above 0.
  public static func log(_ x: Lanes) -> Lanes {
    var result = Lanes()
    for lane in 0..<8 { result[lane] = .log(x[lane]) }
    return result
  }

  /// ln(1 + x) in every lane; not finite where x is not above −1.
  public static func log(onePlus x: Lanes) -> Lanes {
    var result = Lanes()
    for lane in 0..<8 { result[lane] = .log(onePlus: x[lane]) }
    return result
  }

  /// Whether every lane is a number.
  public var isFinite: Bool { (self * 0) == Lanes(repeating: 0) }
}
