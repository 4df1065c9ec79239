import ChurnModels
import Drivers
import Sampling
import Series
import Univariate

/// What uncertain drivers add to the variance of a forecast.
extension FutureDrivers {
  /// Var ln U from uncertain drivers by month; empty where all are certain.
  func variances(
    _ fit: FittedNetGrowth, _ recursion: GrowthRecursion, _ options: ForecastOptions
  ) throws(ForecastError) -> [Double] {
    guard options.sources.contains(.drivers), !uncertain.isEmpty else { return [] }
    let isLinear = zip(fit.specification.drivers, forecasts).allSatisfy { $1 == nil || $0.expression.isLinear }
    return isLinear
      ? try linearVariances(fit, recursion, hasParameters: options.sources.contains(.parameters))
      : try drawnVariances(fit, recursion, seed: options.seed)
  }

  /// The number of draws where a transform is not linear.
  static let draws = 400

  /// Var ln U from a few draws at the estimate.
  private func drawnVariances(
    _ fit: FittedNetGrowth, _ recursion: GrowthRecursion, seed: UInt64
  ) throws(ForecastError) -> [Double] {
    guard let sample = try sampler(fit, recursion, seed: seed) else { return [] }
    let parameters = fit.estimate.values
    let centre = recursion.path(parameters)
    var squares = [Double](repeating: 0, count: centre.count)
    var drifts = squares
    let base = recursion.drifts(parameters)
    for draw in 0..<Self.draws {
      for month in drifts.indices { drifts[month] = 0 }
      do {
        try sample(draw, parameters, &drifts)
      } catch {
        throw Self.error(error, draws: Self.draws) { (draw) throws(DriverError) in
          try sample(draw, parameters, &drifts)
        }
      }
      var level = recursion.start
      for month in drifts.indices {
        level = recursion.carried(level, parameters) + base[month] + drifts[month]
        squares[month] += (level - centre[month]) * (level - centre[month])
      }
    }
    return squares.map { $0 / Double(Self.draws) }
  }

  /// Var ln U by the shocks of the drivers' forecasts, one after another, where all drivers are linear in their raw columns.
  ///
  /// With C the response of ln U to a shock per unit of each effect, Var = Σ ((β'C)² + C'VC).
  ///
  /// Source: M. S. Feldstein, *The error of forecast in econometric models when the forecast-period exogenous variables are
  /// stochastic*, Econometrica 39 (1971), 55.
  private func linearVariances(
    _ fit: FittedNetGrowth, _ recursion: GrowthRecursion, hasParameters: Bool
  ) throws(ForecastError) -> [Double] {
    let slopes = recursion.slopes(fit.estimate.values)
    let months = recursion.months.count
    var squares = [Double](repeating: 0, count: months)
    for (place, forecast) in uncertain.enumerated() {
      let drivers = forecasts.indices.filter { forecasts[$0] == place }
      let sensitivity = ShockSensitivity(
        fit, positions: drivers.flatMap { fit.specification.indices(ofDriver: $0) }, recursion, slopes: slopes,
        hasParameters: hasParameters)
      do {
        let kernels = try kernels(drivers, fit, recursion)
        // Every later shock does the same, later, unless some came before the forecast.
        if forecast.hasEqualShocks, forecast.means.count <= months, slopes.allSatisfy({ $0 == 1 }) {
          for columns in responses(to: forecast, shocks: 0..<1, of: kernels) {
            var sum = 0.0
            for (month, square) in sensitivity.squares(columns).enumerated() {
              sum += square
              squares[month] += sum
            }
          }
        } else {
          for columns in responses(to: forecast, shocks: 0..<forecast.means.count, of: kernels) {
            for (month, square) in sensitivity.squares(columns).enumerated() { squares[month] += square }
          }
        }
      } catch {
        throw .driver(error)
      }
    }
    return squares
  }

  /// How the design columns of drivers change with shocks of the forecast of their raw column: by shock, the columns of all
  /// these drivers, in the months of the path.
  private func responses(
    to forecast: DriverForecast, shocks wanted: Range<Int>, of kernels: [DriverKernel]
  ) -> [[[Double]]] {
    let months = forecast.means.count
    let shocks = forecast.shocks()[wanted.clamped(to: 0..<months)]
    var result: [[[Double]]] = []
    for first in stride(from: shocks.startIndex, to: shocks.endIndex, by: 4) {
      let group = shocks[first..<min(first + 4, shocks.endIndex)]
      let bounds = group.map(forecast.bounds)
      // Up and down, in neighbouring lanes.
      let paths = (0..<months).map { month in
        var value = Lanes(repeating: forecast.means[month])
        for (index, bound) in bounds.enumerated() {
          value[2 * index] = bound.up[month]
          value[2 * index + 1] = bound.down[month]
        }
        return value
      }
      let columns = kernels.flatMap { $0.columns(of: paths) }
      for (index, (shock, bound)) in zip(group, bounds).enumerated() {
        // A path that is cut off at 0 moves by less than its shock.
        let width = shock.lazy.map { abs($0) }.max() ?? 0
        let reach = zip(bound.up, bound.down).lazy.map { $0 - $1 }.max() ?? 0
        guard reach > 0 else { continue }
        result.append(columns.map { $0.map { ($0[2 * index] - $0[2 * index + 1]) * (width / reach) } })
      }
    }
    return result
  }

  /// What drivers make of the months in which their raw column was forecast.
  private func kernels(
    _ drivers: [Int], _ fit: FittedNetGrowth, _ recursion: GrowthRecursion
  ) throws(DriverError) -> [DriverKernel] {
    var result: [DriverKernel] = []
    for driver in drivers {
      guard let column = columns[driver], let forecast = forecasts[driver] else { continue }
      let specification = fit.specification.drivers[driver]
      let before = fit.specification.drivers[..<driver].count { $0.expression.hasFittedDecay }
      result.append(
        try DriverKernel(
          specification, history: column,
          first: recursion.months.upperBound.advanced(by: -uncertain[forecast].means.count),
          historyEnd: recursion.months.lowerBound, reference: fit.references[driver],
          decay: specification.expression.hasFittedDecay ? fit.decays[before] : nil))
    }
    return result
  }
}
