import ChurnModels
import Drivers
import Sampling
import Series
import Univariate

/// The raw columns of a fit, continued into the months of a forecast.
struct FutureDrivers: Sendable {
  /// The raw column of each driver, continued by its expected values; nil for steps and pulses.
  let columns: [MonthlyColumn?]
  /// How each raw column goes on.
  let continued: [ContinuedDriver]
  /// The drivers that were forecast, with uncertainty.
  let uncertain: [DriverForecast]
  /// By driver: the forecast of its column among ``uncertain``; nil where it has none.
  private let forecasts: [Int?]

  /// Extends every raw column by the stated future, or, if none is stated, as the continuation says.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - data: its data.
  ///   - future: raw columns of later months, by name.
  ///   - continuation: how to extend a driver without a stated future.
  ///   - end: the month after the horizon.
  init(
    _ specification: ModelSpecification, data: MonthlyTable, future: [MonthlyColumn], continuation: DriverContinuation,
    until end: Month
  ) {
    var continued: [ContinuedDriver] = []
    var uncertain: [DriverForecast] = []
    columns = specification.drivers.map { driver in
      guard let name = driver.expression.column, let history = data.driver(name) else { return nil }
      let later = future.first { $0.name == name }
      let known = later.map { history.continued(by: $0) } ?? history
      guard let last = known.lastObservedMonth, let level = known[last] else { return known }
      let isNew = !continued.contains { $0.column == name }
      func note(_ kind: ContinuedDriver.Kind, _ level: Double) {
        guard isNew else { return }
        continued.append(
          ContinuedDriver(
            column: name, kind: kind, level: level, since: last,
            contradiction: later.flatMap { history.firstDifference(from: $0) }))
      }
      guard last.advanced(by: 1) < end else {
        note(.stated, level)
        return known
      }
      let months = last.advanced(by: 1)..<end
      var values = [Double](repeating: level, count: months.count)
      let filled = driver.missing.filled(known, until: last.advanced(by: 1))
      let bound = specification.drivers.bound(of: name)
      switch continuation.method(for: filled, above: bound) {
      case nil: note(.held, level)
      case .state: note(.state, level)
      case let method?:
        let forecast = DriverForecast(filled, method: method, months: months.count, above: bound)
        values = forecast.means
        if isNew { uncertain.append(forecast) }
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        note(ContinuedDriver.Kind(forecast.process), forecast.process == .randomWalk ? level : mean)
      }
      return known.continued(
        by: MonthlyColumn(name: name, first: months.lowerBound, values: values, file: history.file))
    }
    self.continued = continued
    self.uncertain = uncertain
    let places = Dictionary(uncertain.enumerated().map { ($1.column, $0) }) { first, _ in first }
    forecasts = specification.drivers.map { $0.expression.column.flatMap { places[$0] } }
  }

  /// The contribution of one draw of the uncertain drivers to the drift of a recursion.
  typealias Sample =
    (_ draw: Int, _ parameters: [Double], _ drifts: inout [Double]) throws(DriverError) -> Void

  /// Draws of the uncertain drivers; nil if all are certain.
  ///
  /// - Throws: ``ForecastError/driver(_:)``.
  func sampler(_ fit: FittedNetGrowth, _ recursion: GrowthRecursion, seed: UInt64) throws(ForecastError) -> Sample? {
    guard !uncertain.isEmpty else { return nil }
    let central: [[[Double]]]
    do {
      central = try columns(of: fit, recursion, columns)
    } catch {
      throw .driver(error)
    }
    let positions = fit.specification.indicesOfDrivers
    return { (draw, parameters, drifts) throws(DriverError) in
      let drawn = try columns(of: fit, recursion, drawnColumns(seed: seed, draw: draw))
      for (index, (now, centre)) in zip(drawn, central).enumerated() {
        let positions = positions[index]
        for (column, position) in positions.enumerated() {
          let effect = parameters[position]
          for month in drifts.indices { drifts[month] -= effect * (now[column][month] - centre[column][month]) }
        }
      }
    }
  }

  /// The raw columns of one draw.
  func drawnColumns(seed: UInt64, draw: Int) -> [MonthlyColumn?] {
    var stream = RandomStream(seed: seed ^ 0xD1B5_4A32_D192_ED03, index: draw)
    let paths = uncertain.map { $0.path(&stream) }
    return zip(columns, forecasts).map { column, forecast in
      guard let column, let index = forecast else { return column }
      return column.ending(with: paths[index])
    }
  }

  /// The columns of every driver in the months of the recursion.
  private func columns(
    of fit: FittedNetGrowth, _ recursion: GrowthRecursion, _ columns: [MonthlyColumn?]
  ) throws(DriverError) -> [[[Double]]] {
    var decays = fit.decays[...]
    var result: [[[Double]]] = []
    for (index, driver) in fit.specification.drivers.enumerated() {
      let decay = driver.expression.hasFittedDecay ? decays.removeFirst() : nil
      result.append(
        try driver.columns(
          of: columns[index], in: recursion.months, reference: fit.references[index],
          historyEnd: recursion.months.lowerBound, decay: decay))
    }
    return result
  }

  /// The error for draws that cannot be transformed, with their share.
  ///
  /// - Parameters:
  ///   - error: that of one draw.
  ///   - draws: the number of draws.
  ///   - evaluate: evaluates a draw.
  /// - Returns: ``ForecastError/drawsOutsideDomain(driver:function:domain:share:)``, or the error itself if it is another.
  static func error(
    _ error: DriverError, draws: Int, evaluate: (_ draw: Int) throws(DriverError) -> Void
  ) -> ForecastError {
    guard case .outsideDomain(let driver, _, _, let function, let domain) = error else { return .driver(error) }
    let outside = (0..<draws).count { draw in
      do {
        try evaluate(draw)
        return false
      } catch {
        return true
      }
    }
    return .drawsOutsideDomain(
      driver: driver, function: function, domain: domain, share: Double(outside) / Double(max(1, draws)))
  }

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
    let parameters = fit.estimate.values
    let slopes = recursion.slopes(parameters)
    let positions = fit.specification.indicesOfDrivers
    var squares = [Double](repeating: 0, count: recursion.months.count)
    for (place, forecast) in uncertain.enumerated() {
      let drivers = forecasts.indices.filter { forecasts[$0] == place }
      for shock in forecast.shocks() {
        let (up, down) = forecast.bounds(shock)
        let width = shock.map { abs($0) }.max() ?? 0
        let reach = zip(up, down).map { $0 - $1 }.max() ?? 0
        guard reach > 0 else { continue }
        var gradients = [[Double]](
          repeating: [Double](repeating: 0, count: parameters.count), count: recursion.months.count)
        for driver in drivers {
          let (above, below): ([[Double]], [[Double]])
          do {
            above = try columns(of: driver, fit, recursion, replacing: up)
            below = try columns(of: driver, fit, recursion, replacing: down)
          } catch {
            throw .driver(error)
          }
          for (column, position) in positions[driver].enumerated() {
            var response = 0.0
            for month in squares.indices {
              response = slopes[month] * response - (above[column][month] - below[column][month]) * width / reach
              gradients[month][position] += response
            }
          }
        }
        for month in squares.indices {
          let effect = zip(gradients[month], parameters).reduce(0) { $0 + $1.0 * $1.1 }
          let error = hasParameters ? fit.estimate.standardError(of: gradients[month]) : 0
          squares[month] += effect * effect + error * error
        }
      }
    }
    return squares
  }

  /// The design columns of a driver with other values in the months that were forecast.
  private func columns(
    of driver: Int, _ fit: FittedNetGrowth, _ recursion: GrowthRecursion, replacing path: [Double]
  ) throws(DriverError) -> [[Double]] {
    guard let column = columns[driver] else { return [] }
    let specification = fit.specification.drivers[driver]
    let before = fit.specification.drivers[..<driver].count { $0.expression.hasFittedDecay }
    let decay = specification.expression.hasFittedDecay ? fit.decays[before] : nil
    return try specification.columns(
      of: column.ending(with: path), in: recursion.months, reference: fit.references[driver],
      historyEnd: recursion.months.lowerBound, decay: decay)
  }
}

extension ContinuedDriver.Kind {
  fileprivate init(_ process: DriverProcess) {
    self =
      switch process {
      case .poisson, .negativeBinomial: .counts
      case .autoregressive: .meanReversion
      case .seasonal: .seasonal
      case .randomWalk: .randomWalk
      }
  }
}

extension MonthlyColumn {
  /// The same column with other values in its last months.
  fileprivate func ending(with path: [Double]) -> MonthlyColumn {
    var values = values
    let start = values.count - path.count
    for (month, value) in path.enumerated() { values[start + month] = value }
    return MonthlyColumn(name: name, first: first, values: values, file: file)
  }
}
