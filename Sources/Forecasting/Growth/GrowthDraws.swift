import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling
import Univariate

/// Draws of parameters and of the errors of future months, in packets of eight.
///
/// Draws come in antithetic pairs (deviates n and −n): where a path is linear in them, the median of the draws is the
/// exact centre. Pair i uses the stream of index i only, so that the result does not depend on how pairs are divided
/// among threads.
public struct GrowthDraws: Sendable {
  /// Eight draws side by side.
  public struct Packet: Sendable {
    /// The number of the first draw; the others follow.
    public let first: Int
    /// The number of lanes that are draws; the others repeat the centre.
    public let count: Int
    /// The parameters by position.
    public var parameters: [Lanes]
    /// The errors by month.
    public var errors: [Lanes]
  }

  /// The number of pairs in a packet.
  public static let pairsOfPacket = 4

  /// The distribution of parameters and innovations.
  public let distribution: ParameterDistribution
  private let innovations: InnovationDistribution
  private let sources: Set<VarianceShare.Source>
  private let noise: Matrix
  private let impulses: [[Double]]
  private let months: Int
  /// The number of first months whose innovations are known.
  private let known: Int
  private let shapes: [Double]
  /// By column of the factor of the parameters: the rows from the first to the last that is not 0. What is stated has a
  /// column of its own, so that thousands of stated effects take no more than one step each.
  private let filled: [Range<Int>]

  /// Draws for a recursion.
  ///
  /// - Parameters:
  ///   - recursion: determines how innovations and the uncertainty of the last state affect the errors of the months.
  ///   - distribution: the distribution of parameters and innovations.
  ///   - innovations: how innovations are distributed.
  ///   - sources: which sources of uncertainty are included; the others stay at their centre.
  public init(
    _ recursion: UserRecursion, distribution: ParameterDistribution, innovations: InnovationDistribution = .gaussian,
    sources: Set<VarianceShare.Source> = Set(VarianceShare.Source.allCases)
  ) {
    self.distribution = distribution
    self.innovations = innovations
    self.sources = sources
    noise = recursion.noise
    impulses = recursion.impulses
    months = recursion.months.count
    known = recursion.known
    let factor = distribution.factor
    filled = (0..<factor.columns).map { column in
      let values = factor.elements[(column * factor.rows)..<((column + 1) * factor.rows)]
      guard let first = values.firstIndex(where: { $0 != 0 }), let last = values.lastIndex(where: { $0 != 0 }) else {
        return 0..<0
      }
      return (first - values.startIndex)..<(last + 1 - values.startIndex)
    }
    if case .bootstrap(let observed) = innovations, !observed.isEmpty {
      let mean = observed.reduce(0, +) / Double(observed.count)
      let spread = Double.sqrt(observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(observed.count))
      shapes = observed.map { spread > 0 ? ($0 - mean) / spread : 0 }
    } else {
      shapes = []
    }
  }

  /// The packet in which every draw is at the centre.
  public var centre: Packet {
    Packet(
      first: 0, count: 1, parameters: distribution.mean.map { Lanes(repeating: $0) },
      errors: [Lanes](repeating: Lanes(repeating: 0), count: months))
  }

  /// Draws a packet.
  ///
  /// - Parameters:
  ///   - pairs: the pairs of the packet by index, at most ``pairsOfPacket``.
  ///   - seed: the seed of all pairs.
  /// - Returns: two draws per pair.
  /// - Complexity: O(pairs · (elements of the factor that are not 0, at worst p·r, + months²)).
  public func packet(_ pairs: Range<Int>, seed: UInt64) -> Packet {
    let hasParameters = sources.contains(.parameters)
    let hasInnovations = sources.contains(.innovations)
    // Pair by pair; the unused part of the last packet stays 0.
    let rows = distribution.mean.count
    var shifts = [Double](repeating: 0, count: Self.pairsOfPacket * rows)
    var errors = [Double](repeating: 0, count: Self.pairsOfPacket * months)
    var normals = [Double](repeating: 0, count: distribution.factor.columns)
    var unknownState = [Double](repeating: 0, count: noise.columns)
    var deviates = [Double](repeating: 0, count: months - known)
    for (position, pair) in pairs.enumerated() {
      var stream = RandomStream(seed: seed, index: pair)
      let scale = stream.studentScale(degreesOfFreedom: distribution.degreesOfFreedom)
      let sigma = distribution.innovation * (distribution.innovationEstimated ? scale : 1)
      for index in normals.indices { normals[index] = stream.normal() }
      for index in deviates.indices { deviates[index] = sigma * deviate(&stream) }
      for index in unknownState.indices { unknownState[index] = sigma * stream.normal() }
      if hasParameters {
        let start = position * rows
        for (column, normal) in normals.enumerated() {
          for row in filled[column] {
            shifts[start + row] += distribution.factor.elements[column * rows + row] * normal
          }
        }
        for row in 0..<rows where distribution.estimated[row] { shifts[start + row] *= scale }
      }
      if hasInnovations {
        let response = impulses[pair % impulses.count]
        for month in known..<months {
          errors[position * months + month] = error(month, deviates, unknownState, response)
        }
      }
    }
    return Packet(
      first: 2 * pairs.lowerBound, count: 2 * pairs.count,
      parameters: zip(Lanes.pairs(shifts), distribution.mean).map { $0 + $1 }, errors: Lanes.pairs(errors))
  }

  /// A deviate of mean 0 and variance 1.
  private func deviate(_ stream: inout RandomStream) -> Double {
    switch innovations {
    case .gaussian: stream.normal()
    case .student(let freedom):
      stream.normal() * stream.studentScale(degreesOfFreedom: freedom) * .sqrt((freedom - 2) / freedom)
    case .bootstrap:
      shapes.isEmpty
        // Cannot trap: a uniform number, which rounding can make 1, times a count.
        ? stream.normal() : shapes[min(shapes.count - 1, Int(stream.uniform() * Double(shapes.count)))]
    }
  }

  /// The error of a month from innovations and from the uncertainty of the last state.
  private func error(
    _ month: Int, _ deviates: [Double], _ unknownState: [Double], _ response: [Double]
  ) -> Double {
    let last = month - known
    var sum = response[0] * deviates[last]
    // Cannot trap: a response has at least the innovation's own month.
    for back in 1..<max(1, min(last + 1, response.count)) { sum += response[back] * deviates[last - back] }
    for column in unknownState.indices { sum += noise[month, column] * unknownState[column] }
    return sum
  }
}
