import LeastSquares
import RealModule

/// A stream of random numbers that depends on a seed and an index only, so that path i is the same on any thread.
///
/// Source: SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014); normal
/// deviates in pairs by Box and Muller, Ann. Math. Statist. 29 (1958).
public struct RandomStream: Sendable {
  private var state: UInt64
  private var spare: Double?

  /// The stream with a given index.
  ///
  /// - Parameters:
  ///   - seed: chosen by the user.
  ///   - index: the number of the path or series.
  public init(seed: UInt64, index: Int) {
    state =
      Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mix(UInt64(bitPattern: Int64(index)) &* 0xD134_2543_DE82_EF95)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next uniform deviate, strictly between 0 and 1.
  public mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    return (Double(Self.mix(state) >> 11) + 0.5) * 0x1p-53
  }

  /// The next standard normal deviate.
  public mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = Double.sqrt(-2 * .log(uniform()))
    let (sine, cosine) = Self.circle(uniform())
    spare = radius * sine
    return radius * cosine
  }

  /// sin 2πu and cos 2πu for u from 0 to 1, by their series within an eighth of the circle.
  private static func circle(_ u: Double) -> (sine: Double, cosine: Double) {
    let quarter = (4 * u).rounded()
    let angle = (4 * u - quarter) * (Double.pi / 2)
    let square = angle * angle
    var sine = 1 / 6_227_020_800 - square * (1 / 1_307_674_368_000)
    sine = square * sine - 1 / 39_916_800
    sine = square * sine + 1 / 362_880
    sine = square * sine - 1 / 5040
    sine = square * sine + 1 / 120
    sine = square * sine - 1 / 6
    sine = angle + angle * (square * sine)
    var cosine = square * (1 / 20_922_789_888_000) - 1 / 87_178_291_200
    cosine = square * cosine + 1 / 479_001_600
    cosine = square * cosine - 1 / 3_628_800
    cosine = square * cosine + 1 / 40_320
    cosine = square * cosine - 1 / 720
    cosine = square * cosine + 1 / 24
    cosine = (1 - square / 2) + square * square * cosine
    // Cannot trap: from 0 to 4.
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// The next √(ν/χ²_ν), which turns normal deviates of one path into a multivariate t; 1 for ν = ∞.
  ///
  /// - Parameter degreesOfFreedom: ν > 0.
  /// - Returns: a factor above 0.
  public mutating func studentScale(degreesOfFreedom: Double) -> Double {
    guard degreesOfFreedom.isFinite else { return 1 }
    return .sqrt(degreesOfFreedom / ChiSquared(degreesOfFreedom: degreesOfFreedom).quantile(uniform()))
  }

  /// The next deviate of a gamma distribution of scale 1.
  ///
  /// - Parameter shape: a > 0.
  /// - Returns: a number above 0, by the quantile of χ² with 2a degrees of freedom.
  public mutating func gamma(shape: Double) -> Double {
    max(ChiSquared(degreesOfFreedom: 2 * shape).quantile(uniform()) / 2, .leastNormalMagnitude)
  }

  /// The next Poisson deviate.
  ///
  /// - Parameter rate: λ ≥ 0; above 1000 a rounded normal deviate is used instead.
  /// - Returns: a count, as a number, because there is a rate for every size of number; infinite for an infinite rate.
  public mutating func poisson(_ rate: Double) -> Double {
    guard rate > 0 else { return 0 }
    if rate > 1000 { return rate.isFinite ? max(0, (rate + .sqrt(rate) * normal()).rounded()) : rate }
    // Inversion from below, in parts that do not underflow.
    var count = 0.0
    var left = rate
    while left > 0 {
      let part = min(left, 30)
      left -= part
      var term = Double.exp(-part)
      var sum = term
      let target = uniform()
      var k = 0.0
      while sum < target, k < 1000 {
        k += 1
        term *= part / k
        sum += term
      }
      count += k
    }
    return count
  }
}
