import RealModule

/// Eight draws side by side, so that one instruction moves several: four antithetic pairs, those of a pair in neighbouring
/// lanes.
public typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
  /// The lanes that hold the first and the second draw of each pair: 1 and −1.
  public static let signs = Lanes(1, -1, 1, -1, 1, -1, 1, -1)

  /// eˣ in every lane, to one unit in the last place.
  ///
  /// x = k ln 2 + r with |r| ≤ ½ ln 2 and ln 2 in two parts, of which the first times k is exact (W. J. Cody and W. Waite,
  /// *Software Manual for the Elementary Functions*, 1980); eʳ by its series.
  public static func exp(_ x: Lanes) -> Lanes {
    guard all((x .> -700) .& (x .< 700)) else {
      var result = Lanes()
      for lane in 0..<8 { result[lane] = .exp(x[lane]) }
      return result
    }
    // Adding 1.5·2⁵² rounds to a whole number and leaves it in the last bits.
    let shifted = x * 1.4426950408889634 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
    var sum = r * (1 / 6_227_020_800) + 1 / 479_001_600
    sum = sum * r + 1 / 39_916_800
    sum = sum * r + 1 / 3_628_800
    sum = sum * r + 1 / 362_880
    sum = sum * r + 1 / 40_320
    sum = sum * r + 1 / 5040
    sum = sum * r + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 0.5
    let power = unsafe unsafeBitCast((unsafe unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52) &+ (1023 &<< 52), to: Lanes.self)
    return (1 + (r + r * r * sum)) * power
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

  /// Sets both draws of a pair, to a number and its opposite.
  @inline(__always)
  public mutating func set(pair: Int, _ value: Double) {
    self[2 * pair] = value
    self[2 * pair + 1] = -value
  }

  /// Whether every lane is a number.
  public var isFinite: Bool { (self * 0) == Lanes(repeating: 0) }
}
