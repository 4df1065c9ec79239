import LeastSquares
import RealModule

/// A box of precisions: the logarithms to base 2 of the diagonal of C, of s² and of ν in steps of 1/1024, rounded down.
struct PoolBin: Sendable, Hashable, Comparable, Codable {
  private(set) var steps: [Int]

  init(_ estimate: PooledEstimate) {
    let isKnown = !estimate.degreesOfFreedom.isFinite
    steps = estimate.effects.indices.map { Self.step(estimate.unscaledCovariance[$0, $0]) }
    steps.append(isKnown ? 0 : Self.step(estimate.residualVariance))
    // Known covariances are never mixed with estimated ones, however wide the bins.
    steps.append(isKnown ? Self.known : Self.step(estimate.degreesOfFreedom))
  }

  private static let known = Int.max

  private static func step(_ value: Double) -> Int {
    // Cannot trap: the value is positive and finite, its logarithm between -1075 and 1024.
    Int((Double.log2(value) * Double(1 << PoolSums.finest)).rounded(.down))
  }

  /// The box that holds this one when boxes have been doubled some more times.
  func widened(_ times: Int) -> PoolBin {
    var result = self
    for index in steps.indices where steps[index] != Self.known { result.steps[index] = steps[index] >> times }
    return result
  }

  static func < (left: PoolBin, right: PoolBin) -> Bool { left.steps.lexicographicallyPrecedes(right.steps) }
}
