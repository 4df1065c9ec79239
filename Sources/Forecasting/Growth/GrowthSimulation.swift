import ChurnModels
import Drivers
import Sampling
import Series
import Univariate

/// Simulates the growth equation of a recursion.
public struct GrowthSimulation: Sendable {
  /// The equation.
  public let recursion: GrowthRecursion
  private let draws: GrowthDraws
  private let hasDriverSource: Bool

  /// A simulation.
  ///
  /// - Parameters:
  ///   - recursion: the equation.
  ///   - distribution: the distribution of parameters and innovations.
  ///   - innovations: how innovations are distributed.
  ///   - sources: which sources of uncertainty are included; the others stay at their centre.
  public init(
    _ recursion: GrowthRecursion, distribution: ParameterDistribution, innovations: InnovationDistribution = .gaussian,
    sources: Set<VarianceShare.Source> = Set(VarianceShare.Source.allCases)
  ) {
    self.recursion = recursion
    draws = GrowthDraws(.growth(recursion), distribution: distribution, innovations: innovations, sources: sources)
    hasDriverSource = sources.contains(.drivers)
  }

  /// Draws paths.
  ///
  /// - Parameters:
  ///   - pairs: the antithetic pairs to draw, by index.
  ///   - seed: the seed of all of them.
  ///   - decays: adds what drivers change by drawn decays to the drifts; nil if no decay is estimated.
  ///   - drivers: the contribution of uncertain drivers to the drift by draw and its parameters; nil if drivers are
  ///     certain.
  /// - Returns: the paths.
  /// - Throws: the errors that `drivers` throws.
  /// - Complexity: O(pairs · months · parameters).
  public func run(
    pairs: Range<Int>, seed: UInt64, decays: ((_ parameters: [Lanes], _ drifts: inout [Lanes]) -> Void)? = nil,
    drivers: ((_ draw: Int, _ parameters: [Double], _ drifts: inout [Double]) throws(DriverError) -> Void)? = nil
  ) throws(DriverError) -> SimulatedPaths {
    let months = recursion.months.count
    let centre = draws.centre
    var drifts = centre.errors
    recursion.drifts(centre.parameters, into: &drifts)
    let central = drifts
    var result = SimulatedPaths(months: months, draws: 2 * pairs.count, hasDrivers: drivers != nil)
    let zeros = [Double](repeating: 0, count: months)
    var driven = centre.errors
    var first = pairs.lowerBound
    while first < pairs.upperBound {
      let end = min(first + GrowthDraws.pairsOfPacket, pairs.upperBound)
      let packet = draws.packet(first..<end, seed: seed)
      recursion.drifts(packet.parameters, into: &drifts)
      decays?(packet.parameters, &drifts)
      if let drivers, hasDriverSource {
        for lane in 0..<packet.count {
          var added = zeros
          try drivers(packet.first + lane, packet.parameters.map { $0[lane] }, &added)
          for month in 0..<months { driven[month][lane] = added[month] }
        }
      }
      var all = Lanes(repeating: recursion.start)
      var (parametersOnly, innovationsOnly, driversOnly, still) = (all, all, all, all)
      for month in 0..<months {
        all = recursion.carried(all, packet.parameters) + drifts[month] + packet.errors[month] + driven[month]
        parametersOnly = recursion.carried(parametersOnly, packet.parameters) + drifts[month]
        innovationsOnly = recursion.carried(innovationsOnly, centre.parameters) + central[month] + packet.errors[month]
        driversOnly = recursion.carried(driversOnly, centre.parameters) + central[month] + driven[month]
        still = recursion.carried(still, centre.parameters) + central[month]
        result.record(
          month, packet.count, all: all,
          alone: (parametersOnly - still, innovationsOnly - still, driversOnly - still))
      }
      first = end
    }
    return result
  }
}
