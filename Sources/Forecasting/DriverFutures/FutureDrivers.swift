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
  let forecasts: [Int?]

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
        note(forecast.process.continuation, forecast.continuedLevel(after: level))
      }
      return known.continued(
        by: MonthlyColumn(name: name, first: months.lowerBound, values: values, file: history.file))
    }
    self.continued = continued
    self.uncertain = uncertain
    let places = Dictionary(uncertain.enumerated().map { ($1.column, $0) }) { first, _ in first }
    forecasts = specification.drivers.map { $0.expression.column.flatMap { places[$0] } }
  }

  /// The contribution of one draw of the uncertain drivers to the drift of a recursion, which is 0 before.
  typealias Sample =
    (_ draw: Int, _ parameters: [Double], _ drifts: inout [Double]) throws(DriverError) -> Void

  /// Draws of the uncertain drivers; nil if all are certain.
  ///
  /// - Throws: ``ForecastError/driver(_:)``.
  func sampler(_ fit: FittedNetGrowth, _ recursion: GrowthRecursion, seed: UInt64) throws(ForecastError) -> Sample? {
    guard !uncertain.isEmpty else { return nil }
    let central: [[[Double]]]
    do {
      central = try columns(of: fit, recursion, columns, fit.decays)
    } catch {
      throw .driver(error)
    }
    let positions = fit.specification.indicesOfDrivers
    let decayPositions = fit.specification.decayIndices
    return { (draw, parameters, drifts) throws(DriverError) in
      let decays = decayPositions.map {
        min(max(parameters[$0], DecayDraws.range.lowerBound), DecayDraws.range.upperBound)
      }
      let drawn = try columns(of: fit, recursion, drawnColumns(seed: seed, draw: draw), decays)
      let expected = decays == fit.decays ? central : try columns(of: fit, recursion, columns, decays)
      for (index, (now, centre)) in zip(drawn, expected).enumerated() {
        let positions = positions[index]
        for (column, position) in positions.enumerated() {
          let effect = parameters[position]
          for month in drifts.indices { drifts[month] -= effect * (now[column][month] - centre[column][month]) }
        }
      }
      drifts = recursion.timing.entering(drifts)
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
    of fit: FittedNetGrowth, _ recursion: GrowthRecursion, _ columns: [MonthlyColumn?], _ decays: [Double]
  ) throws(DriverError) -> [[[Double]]] {
    var decays = decays[...]
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
