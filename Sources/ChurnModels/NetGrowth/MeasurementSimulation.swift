import Drivers
import LeastSquares
import RealModule
import Sampling
import Series

/// Corrects an estimate for errors in drivers by simulation and extrapolation, by refits of the whole model.
///
/// Standard errors are those of the naive estimate times what errors do to them in the linearised equation: those of Stefanski and Cook (1995), by
/// extrapolation, cover 81 % instead of 95 where half of the variance is error.
struct MeasurementSimulation {
  private let correction: MeasurementCorrection
  private var equation: GrowthRegression { correction.equation }

  /// The number of pairs of draws, each the mirror image of the other, at every level.
  private static let pairs = 32
  /// How often an error that leads out of the domain of a transform is drawn again.
  private static let attempts = 20

  init(_ correction: MeasurementCorrection) { self.correction = correction }

  func corrected(_ naive: GrowthEstimate) throws -> GrowthEstimate {
    let count = naive.estimate.values.count
    var means: [[Double]] = []
    var stream = RandomStream(seed: 1, index: 0)
    for level in SimulationExtrapolation.levels {
      let draws = try (0..<Self.pairs).flatMap { _ in try pair(level, &stream) }
      means.append((0..<count).map { place in draws.reduce(0) { $0 + $1[place] } / Double(draws.count) })
    }
    let values = (0..<count).map { place in
      SimulationExtrapolation.rational(naive: naive.estimate.values[place], means: means.map { $0[place] })
    }
    var ratios = [Double](repeating: 1, count: count)
    for (position, ratio) in zip(equation.linearPositions, try correction.errorRatios(naive)) {
      ratios[position] = max(1, ratio)
    }
    let scaled = naive.estimate.scaled(ratios)
    let common = try commonSlopes(naive)
    let elements = scaled.factor.elements + common.flatMap { $0.map { $0 / scaled.sigma } }
    var result = naive
    result.estimate = ParameterEstimate(
      values: clamped(values, naive.estimate.values),
      factor: Matrix(rows: count, columns: scaled.factor.columns + common.count, elements: elements),
      sigma: scaled.sigma, degreesOfFreedom: scaled.degreesOfFreedom, testFreedom: scaled.testFreedom,
      withoutError: scaled.withoutError)
    return result
  }

  /// Extrapolated values; parameters that are not linear stay as they are, so that they keep their ranges.
  private func clamped(_ values: [Double], _ naive: [Double]) -> [Double] {
    values.indices.map { place in
      equation.nonlinearPositions.contains(place) || equation.specification.driftIndex == place
        ? naive[place] : values[place]
    }
  }

  /// The estimates with errors added, and with the same ones taken away.
  private func pair(_ level: Double, _ stream: inout RandomStream) throws -> [[Double]] {
    var noise = [[(Month, Double)]](repeating: [], count: equation.specification.drivers.count)
    for group in correction.groups {
      let drawn = correction.uncertainMonths(group[0]).map { month, deviation in
        (month, error(group, month, deviation * Double.sqrt(level), &stream))
      }
      for driver in group { noise[driver] = drawn }
    }
    return [try refit(noise, 1), try refit(noise, -1)]
  }

  /// An error that, added or taken away, leaves a figure in the domain of its transforms; 0 where hardly any does.
  private func error(_ group: [Int], _ month: Month, _ deviation: Double, _ stream: inout RandomStream) -> Double {
    let bound = group.compactMap { equation.specification.drivers[$0].expression.bound }.max()
    for _ in 0..<Self.attempts {
      let error = deviation * stream.normal()
      guard let bound, let figure = equation.columns[group[0]]?[month] else { return error }
      if figure - abs(error) > bound { return error }
    }
    return 0
  }

  private func refit(_ noise: [[(Month, Double)]], _ sign: Double) throws -> [Double] {
    let columns = equation.columns.enumerated().map { driver, column -> MonthlyColumn? in
      guard let column, !noise[driver].isEmpty else { return column }
      var values = column.values
      for (month, error) in noise[driver] {
        let place = column.first.distance(to: month)
        values[place] = values[place].map { $0 + sign * error }
      }
      return MonthlyColumn(name: column.name, first: column.first, values: values)
    }
    return try values(columns)
  }

  private func values(_ columns: [MonthlyColumn?]) throws -> [Double] {
    let changed = try GrowthRegression(
      equation.specification, equation.mau, columns: columns, references: equation.references,
      heldAtZero: equation.heldAtZero)
    var estimator = GrowthEstimator(changed, correction.standardErrors)
    return try estimator.solve().estimate.values
  }

  /// By how much every part that is common to all months changes the estimate.
  private func commonSlopes(_ naive: GrowthEstimate) throws -> [[Double]] {
    var result: [[Double]] = []
    for group in correction.groups {
      guard let raw = equation.columns[group[0]] else { continue }
      for part in equation.specification.drivers[group[0]].error?.common ?? [] {
        func shifted(_ sign: Double) throws -> [Double] {
          var columns = equation.columns
          for driver in group { columns[driver] = raw.adding(part, times: sign) }
          return try values(columns)
        }
        let (above, below) = (try shifted(1), try shifted(-1))
        result.append(zip(above, below).map { ($0 - $1) / 2 })
      }
    }
    return result
  }
}
