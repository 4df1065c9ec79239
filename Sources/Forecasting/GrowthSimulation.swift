import ChurnModels
import LeastSquares
import RealModule
import Series

/// How monthly innovations are distributed.
public enum InnovationDistribution: Sendable, Equatable {
  /// Normally.
  case gaussian
  /// By Student's t of so many degrees of freedom, above 2, scaled to the standard deviation σ.
  case student(degreesOfFreedom: Double)
  /// By drawing from observed ones with replacement; they are used less their mean, scaled to the standard deviation σ.
  case bootstrap([Double])
}

/// Simulates the growth equation for several outlooks with the same random numbers.
///
/// Draws come in antithetic pairs (deviates n and −n): where the path is linear in them, the median of the draws is the
/// exact centre. Pair i uses the stream of index i only, so that the result does not depend on how pairs are divided
/// among threads.
public struct GrowthSimulation: Sendable {
  /// One a scenario, all of the same months and coefficients.
  public let outlooks: [GrowthOutlook]
  /// What is believed of parameters and innovations.
  public let distribution: ParameterDistribution
  /// How innovations are distributed.
  public let innovations: InnovationDistribution
  /// Which sources of uncertainty are on.
  public let sources: Set<VarianceShare.Source>

  private let shapes: [Double]

  /// A simulation.
  ///
  /// - Parameters:
  ///   - outlooks: one a scenario, all of the same months and coefficients.
  ///   - distribution: what is believed of parameters and innovations.
  ///   - innovations: how innovations are distributed.
  ///   - sources: which sources of uncertainty are on; what is off stays at its centre.
  public init(
    outlooks: [GrowthOutlook], distribution: ParameterDistribution, innovations: InnovationDistribution = .gaussian,
    sources: Set<VarianceShare.Source> = Set(VarianceShare.Source.allCases)
  ) {
    self.outlooks = outlooks
    self.distribution = distribution
    self.innovations = innovations
    self.sources = sources
    if case .bootstrap(let observed) = innovations, !observed.isEmpty {
      let mean = observed.reduce(0, +) / Double(observed.count)
      let spread = Double.sqrt(observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(observed.count))
      shapes = observed.map { spread > 0 ? ($0 - mean) / spread : 0 }
    } else {
      shapes = []
    }
  }

  private var horizon: Int { outlooks.first?.months.count ?? 0 }

  /// ln U along an outlook without innovations.
  ///
  /// - Parameters:
  ///   - outlook: its index.
  ///   - parameters: all coefficients.
  /// - Returns: one value a month.
  public func path(_ outlook: Int, parameters: [Double]) -> [Double] {
    outlooks[outlook].path(parameters)
  }

  /// Draws paths.
  ///
  /// - Parameters:
  ///   - pairs: the antithetic pairs to draw, by index.
  ///   - seed: the seed of all of them.
  ///   - drivers: what uncertain drivers add to the drift of an outlook, by its index, the draw and its parameters; nil
  ///     where drivers are certain.
  ///   - adjusted: changes the parameters of each draw, for example by calibration.
  /// - Returns: the paths of all outlooks.
  /// - Complexity: O(pairs · outlooks · months · parameters).
  public func run(
    pairs: Range<Int>, seed: UInt64,
    drivers: ((_ outlook: Int, _ draw: Int, _ parameters: [Double], _ drifts: inout [Double]) -> Void)? = nil,
    adjusted: (inout [Double]) -> Void = { _ in }
  ) -> SimulatedPaths {
    var result = SimulatedPaths(
      designs: outlooks.count, months: horizon, draws: 2 * pairs.count, hasDrivers: drivers != nil)
    var normals = [Double](repeating: 0, count: distribution.factor.columns)
    let noiseColumns = outlooks.first?.noise.columns ?? 0
    var unknownState = [Double](repeating: 0, count: noiseColumns)
    var deviates = [Double](repeating: 0, count: horizon)
    var errors = deviates
    let variants = outlooks.first?.impulses ?? [[1]]
    var mean = distribution.mean
    adjusted(&mean)
    let meanDrifts = outlooks.map { $0.drifts(mean) }
    var drifts = deviates
    var driven = deviates
    let zeros = deviates
    for (position, pair) in pairs.enumerated() {
      var stream = RandomStream(seed: seed, index: pair)
      let scale = stream.studentScale(degreesOfFreedom: distribution.degreesOfFreedom)
      let sigma = distribution.innovation * (distribution.innovationEstimated ? scale : 1)
      for index in normals.indices { normals[index] = stream.normal() }
      for index in deviates.indices { deviates[index] = sigma * deviate(&stream) }
      for index in unknownState.indices { unknownState[index] = sigma * stream.normal() }
      if !sources.contains(.parameters) { for index in normals.indices { normals[index] = 0 } }
      if !sources.contains(.innovations) {
        for index in deviates.indices { deviates[index] = 0 }
        for index in unknownState.indices { unknownState[index] = 0 }
      }
      accumulate(deviates, unknownState, variants[pair % variants.count], into: &errors)
      for half in 0..<2 {
        if half == 1 {
          for index in normals.indices { normals[index].negate() }
          for index in errors.indices { errors[index].negate() }
        }
        var parameters = distribution.parameters(normals, scale: scale)
        adjusted(&parameters)
        for index in outlooks.indices {
          outlooks[index].drifts(parameters, into: &drifts)
          if let drivers, sources.contains(.drivers) {
            for month in driven.indices { driven[month] = zeros[month] }
            drivers(index, 2 * pair + half, parameters, &driven)
          }
          result.record(
            index, draw: 2 * position + half, outlook: outlooks[index], drifts: drifts, parameters: parameters,
            meanDrifts: meanDrifts[index], mean: mean, errors: errors, driven: driven)
        }
      }
    }
    return result
  }

  /// A deviate of mean 0 and variance 1.
  private func deviate(_ stream: inout RandomStream) -> Double {
    switch innovations {
    case .gaussian: stream.normal()
    case .student(let freedom):
      stream.normal() * stream.studentScale(degreesOfFreedom: freedom) * .sqrt((freedom - 2) / freedom)
    case .bootstrap: shapes.isEmpty ? stream.normal() : shapes[Int(stream.uniform() * Double(shapes.count))]
    }
  }

  /// Errors of the months from innovations and from what is unknown of the last state.
  private func accumulate(
    _ deviates: [Double], _ unknownState: [Double], _ impulses: [Double], into errors: inout [Double]
  ) {
    for month in errors.indices {
      var sum = deviates[month]
      if impulses.count > 1 { for back in 1..<max(1, month + 1) { sum += impulses[back] * deviates[month - back] } }
      for column in unknownState.indices {
        sum += (outlooks.first?.noise[month, column] ?? 0) * unknownState[column]
      }
      errors[month] = sum
    }
  }
}

extension GrowthOutlook {
  /// offset + row·p of every month.
  func drifts(_ parameters: [Double], into result: inout [Double]) {
    let count = rows.rows
    for month in 0..<count { result[month] = offsets[month] }
    for column in 0..<rows.columns {
      let parameter = parameters[column]
      if parameter == 0 { continue }
      let start = column * count
      for month in 0..<count { result[month] += rows.elements[start + month] * parameter }
    }
  }

  func drifts(_ parameters: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: months.count)
    drifts(parameters, into: &result)
    return result
  }

  /// The level that follows another by what the baseline says, without drift.
  func carried(_ level: Double, _ parameters: [Double]) -> Double {
    switch recursion {
    case .constant: level
    case .gompertz(let index): (1 - parameters[index]) * level
    case .logistic(let index, let size): level - parameters[index] * .exp(level) / size
    }
  }

  /// ln U without innovations.
  public func path(_ parameters: [Double]) -> [Double] {
    var path = drifts(parameters)
    var level = start
    for month in path.indices {
      level = carried(level, parameters) + path[month]
      path[month] = level
    }
    return path
  }
}
