import RealModule

/// Eight draws side by side, so that one instruction handles several: four antithetic pairs, those of a pair in
/// adjacent lanes.
public typealias Lanes = SIMD8<Double>

extension SIMD8<Double> {
  /// The lanes that hold the first and the second draw of each pair: 1 and −1.
  public static let signs = Lanes(1, -1, 1, -1, 1, -1, 1, -1)

  /// eˣ in every lane, to one unit in the last place.
  ///
  /// x = k ln 2 + r with |r| ≤ ½ ln 2 and ln 2 in two parts; k times the first part is exact (W. J. Cody and W. Waite,
  /// *Software Manual for the Elementary Functions*, 1980); eʳ = 1 + 2r/(R − r) with the best polynomial in r² for
  /// R = r coth(r/2), as in the C libraries derived from fdlibm.
  public static func exp(_ x: Lanes) -> Lanes {
    guard ((x .> -700) .& (x .< 700)).holdsEverywhere else {
      var result = Lanes()
      for lane in 0..<8 { result[lane] = .exp(x[lane]) }
      return result
    }
    // Adding 1.5·2⁵² rounds to a whole number and leaves it in the last bits.
    let shifted = x * 1.4426950408889634 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let high = x - k * 0x1.62e42fee00000p-1
    let low = k * 0x1.a39ef35793c76p-33
    let r = high - low
    let square = r * r
    var sum = square * 4.13813679705723846039e-08 - 1.65339022054652515390e-06
    sum = square * sum + 6.61375632143793436117e-05
    sum = square * sum - 2.77777777770155933842e-03
    sum = square * sum + 1.66666666666666019037e-01
    let c = r - square * sum
    // 2ᵏ: k goes into the exponent.
    var power = Lanes()
    for lane in 0..<8 { power[lane] = Double(bitPattern: (shifted[lane].bitPattern &<< 52) &+ (1023 &<< 52)) }
    return (1 - ((low - r * c / (2 - c)) - high)) * power
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

  /// Pairs of a number and its opposite.
  @inlinable
  public init(pairs a: Double, _ b: Double, _ c: Double, _ d: Double) { self.init(a, -a, b, -b, c, -c, d, -d) }

  /// Packets of four pairs, made of the numbers of the first pair, then those of the second, and so on.
  public static func pairs(_ numbers: [Double]) -> [Lanes] {
    let count = numbers.count / 4
    return (0..<count).map { index in
      Lanes(
        pairs: numbers[index], numbers[count + index], numbers[2 * count + index], numbers[3 * count + index])
    }
  }

  /// Whether every lane is finite.
  public var isFinite: Bool { (self * 0) == Lanes(repeating: 0) }
}

extension SIMDMask<SIMD8<Int64>> {
  /// Whether it holds in every lane; the same as `all`, in a few instructions.
  @inlinable
  public var holdsEverywhere: Bool {
    let ones = SIMD8<Int64>(repeating: 0).replacing(with: 1, where: self)
    let quarters = ones.lowHalf & ones.highHalf
    let pair = quarters.lowHalf & quarters.highHalf
    return pair.x & pair.y == 1
  }
}
