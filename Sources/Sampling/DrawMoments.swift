/// Mean and variance of draws, from sums of their deviations from a centre common to all draws.
public struct DrawMoments: Sendable, Equatable {
  private var count = 0.0
  private var sum = Lanes(repeating: 0)
  private var squares = Lanes(repeating: 0)

  /// No draws yet.
  public init() {}

  /// Adds the first lanes of a packet.
  ///
  /// - Parameters:
  ///   - deviations: deviations from the centre.
  ///   - lanes: how many lanes count.
  public mutating func add(_ deviations: Lanes, _ lanes: Int) {
    var deviations = deviations
    if lanes < 8 { for lane in lanes..<8 { deviations[lane] = 0 } }
    count += Double(lanes)
    sum += deviations
    squares += deviations * deviations
  }

  /// The variance; 0 for fewer than two draws.
  public var variance: Double {
    let total = sum.sum()
    return count > 1 ? max(0, squares.sum() - total * total / count) / (count - 1) : 0
  }
}
