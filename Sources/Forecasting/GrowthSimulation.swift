import ChurnModels
import LeastSquares
import RealModule
import Series

/// Simulates yₜ = (1 − κ) yₜ₋₁ + rowₜ·θ + εₜ for several designs with the same random numbers.
///
/// Draws come in antithetic pairs (normals n and −n): where the path is linear in them, the median of the draws is the
/// exact centre. Pair i uses the stream of index i only, so that the result does not depend on how pairs are divided
/// among threads.
public struct GrowthSimulation: Sendable {
  /// ln U in the month before the first row.
  public let start: Double
  /// One design a scenario, all of the same months.
  public let designs: [MonthlyDesign]
  /// Whether the last parameter is κ.
  public let saturating: Bool
  /// What is believed of parameters and innovations.
  public let distribution: ParameterDistribution

  /// A simulation.
  ///
  /// - Parameters:
  ///   - start: ln U in the month before the first row.
  ///   - designs: one design a scenario, all of the same months.
  ///   - saturating: whether the last parameter is κ.
  ///   - distribution: what is believed of parameters and innovations.
  public init(start: Double, designs: [MonthlyDesign], saturating: Bool, distribution: ParameterDistribution) {
    self.start = start
    self.designs = designs
    self.saturating = saturating
    self.distribution = distribution
  }

  private var horizon: Int { designs.first?.rows.rows ?? 0 }

  /// ln U along a design without innovations.
  ///
  /// - Parameters:
  ///   - design: the index of the design.
  ///   - parameters: θ, then κ if the model saturates.
  /// - Returns: one value a month.
  public func path(_ design: Int, parameters: [Double]) -> [Double] {
    var drifts = [Double](repeating: 0, count: horizon)
    drift(design, parameters, into: &drifts)
    var level = start
    let persistence = persistence(parameters)
    for month in drifts.indices {
      level = persistence * level + drifts[month]
      drifts[month] = level
    }
    return drifts
  }

  /// rowₜ·θ of every month.
  private func drift(_ design: Int, _ parameters: [Double], into result: inout [Double]) {
    let rows = designs[design].rows
    for month in 0..<rows.rows { result[month] = rows.elements[month] * parameters[0] }
    for column in 1..<max(1, rows.columns) {
      let parameter = parameters[column]
      let offset = column * rows.rows
      for month in 0..<rows.rows { result[month] += rows.elements[offset + month] * parameter }
    }
  }

  private func persistence(_ parameters: [Double]) -> Double {
    saturating ? 1 - parameters[parameters.count - 1] : 1
  }

  /// Draws paths.
  ///
  /// - Parameters:
  ///   - pairs: the antithetic pairs to draw, by index.
  ///   - seed: the seed of all of them.
  ///   - adjusted: changes the parameters of each draw, for example by calibration.
  /// - Returns: the paths of all designs.
  /// - Complexity: O(pairs · designs · months · parameters).
  public func run(
    pairs: Range<Int>, seed: UInt64, adjusted: (inout [Double]) -> Void = { _ in }
  ) -> SimulatedPaths {
    var result = SimulatedPaths(designs: designs.count, months: horizon, draws: 2 * pairs.count)
    var normals = [Double](repeating: 0, count: distribution.factor.columns)
    var innovations = [Double](repeating: 0, count: horizon)
    var mean = distribution.mean
    adjusted(&mean)
    let meanDrifts = designs.indices.map { design in
      var drifts = innovations
      drift(design, mean, into: &drifts)
      return drifts
    }
    var drifts = innovations
    for (position, pair) in pairs.enumerated() {
      var stream = RandomStream(seed: seed, index: pair)
      let scale = stream.studentScale(degreesOfFreedom: distribution.degreesOfFreedom)
      let sigma = distribution.innovation * (distribution.innovationEstimated ? scale : 1)
      for index in normals.indices { normals[index] = stream.normal() }
      for index in innovations.indices { innovations[index] = sigma * stream.normal() }
      for half in 0..<2 {
        if half == 1 {
          for index in normals.indices { normals[index].negate() }
          for index in innovations.indices { innovations[index].negate() }
        }
        var parameters = distribution.parameters(normals, scale: scale)
        adjusted(&parameters)
        for design in designs.indices {
          drift(design, parameters, into: &drifts)
          result.record(
            design, draw: 2 * position + half, start: start, drifts: drifts, persistence: persistence(parameters),
            meanDrifts: meanDrifts[design], meanPersistence: persistence(mean), innovations: innovations)
        }
      }
    }
    return result
  }
}
