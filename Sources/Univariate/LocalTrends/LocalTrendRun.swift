import Sampling

/// The recursions of eight trends through a series: with the data from a guessed start, and the derivatives with respect to the
/// first level (1) and slope (2).
struct LocalTrendRun {
  let block: LocalTrendGrid.Block
  /// The number of figures.
  private(set) var figures = 0.0
  private(set) var level0: Lanes
  private(set) var slope0: Lanes
  private(set) var level1 = Lanes(repeating: 1)
  private(set) var slope1 = Lanes(repeating: 0)
  private(set) var level2 = Lanes(repeating: 0)
  private(set) var slope2 = Lanes(repeating: 1)
  /// Cross products of the errors' negative derivatives.
  private(set) var levelLevel = Lanes(repeating: 0)
  private(set) var levelSlope = Lanes(repeating: 0)
  private(set) var slopeSlope = Lanes(repeating: 0)
  /// Cross products of these with the errors, and the squares of the errors.
  private(set) var levelError = Lanes(repeating: 0)
  private(set) var slopeError = Lanes(repeating: 0)
  private(set) var squares = Lanes(repeating: 0)

  init(_ block: LocalTrendGrid.Block, _ z: [Double], level: Double, slope: Double) {
    self.block = block
    level0 = Lanes(repeating: level)
    slope0 = Lanes(repeating: slope)
    var gap = 0
    for value in z {
      guard !value.isNaN else {
        advance()
        gap += 1
        continue
      }
      take(value, afterGap: gap)
      gap = 0
    }
  }

  private mutating func advance() {
    let damping = block.damping
    level0 += damping * slope0
    level1 += damping * slope1
    level2 += damping * slope2
    slope0 *= damping
    slope1 *= damping
    slope2 *= damping
  }

  private mutating func take(_ value: Double, afterGap gap: Int) {
    advance()
    let error = value - level0
    let (byLevel, bySlope) = (level1, level2)
    var (weighted, weightedLevel, weightedSlope) = (error, byLevel, bySlope)
    if gap > 0 {
      // Errors since the last figure add up.
      let precision = 1 / variance(afterGap: gap)
      weighted *= precision
      weightedLevel *= precision
      weightedSlope *= precision
    }
    squares += error * weighted
    levelLevel += byLevel * weightedLevel
    levelSlope += byLevel * weightedSlope
    slopeSlope += bySlope * weightedSlope
    levelError += byLevel * weighted
    slopeError += bySlope * weighted
    level0 += block.alpha * error
    slope0 += block.beta * error
    level1 -= block.alpha * byLevel
    slope1 -= block.beta * byLevel
    level2 -= block.alpha * bySlope
    slope2 -= block.beta * bySlope
    figures += 1
  }

  /// The variance of the error after some periods without figures, over σ².
  private func variance(afterGap gap: Int) -> Lanes {
    var sum = Lanes(repeating: 1)
    var (power, reach) = (block.damping, block.damping)
    for _ in 0..<gap {
      let weight = block.alpha + block.beta * reach
      sum += weight * weight
      power *= block.damping
      reach += power
    }
    return sum
  }
}
