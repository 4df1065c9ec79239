import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling
import Series
import Univariate

extension FittedChurnHazard {
  /// Forecasts users from the last observed month on, by simulation of the stock and its flows.
  ///
  /// Acquisitions that are observed return to their mean (a first-order autoregression, with uncertainty) unless their
  /// future is stated; where only lost users are observed, acquisitions each month are the mean that balances the
  /// stock. The rest of the uncertainty is that of the parameters and the errors of ln U. With `closedForm`, the median
  /// is the path with central parameters, and the intervals use fewer draws.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name, including acquired users if they are stated.
  ///   - options: coverages, seed, draws, sources of uncertainty.
  /// - Returns: a forecast for each month.
  /// - Throws: ``ForecastError``.
  public func forecast(
    months: Int, drivers: [MonthlyColumn] = [], options: ForecastOptions = ForecastOptions()
  ) throws(ForecastError) -> Forecast {
    let range = try ForecastHorizon.months(months, after: origin, model: Self.name)
    let future = FutureDrivers(
      specification, data: data, future: drivers, continuation: options.drivers, until: range.upperBound)
    let rows: Matrix
    do {
      rows = try self.rows(months: months, columns: future.columns)
    } catch {
      throw .driver(error)
    }
    let flow = AcquiredFlow(self, drivers, range)
    let draws = options.computation == .closedForm ? min(options.draws, 1000) : options.draws
    let distribution = ParameterDistribution(estimate)
    var paths = SimulatedPaths(months: months, draws: draws, hasDrivers: !future.uncertain.isEmpty)
    let centre = flow.means
    let central = path(rows, estimate.values, centre, [Double](repeating: 0, count: months))
    guard central.allSatisfy(\.isFinite) else { throw .notFinite(month: range.lowerBound) }
    func drawn(_ draw: Int) throws(DriverError) -> Matrix {
      try self.rows(months: months, columns: future.drawnColumns(seed: options.seed, draw: draw))
    }
    for draw in 0..<draws {
      var stream = RandomStream(seed: options.seed, index: draw / 2)
      let sign = draw % 2 == 0 ? 1.0 : -1.0
      let scale = stream.studentScale(degreesOfFreedom: distribution.degreesOfFreedom)
      var normals = (0..<distribution.factor.columns).map { _ in sign * stream.normal() }
      if !options.sources.contains(.parameters) { for index in normals.indices { normals[index] = 0 } }
      let parameters = distribution.parameters(normals, scale: scale)
      let isNoisy = options.sources.contains(.innovations)
      let errors = (0..<months).map { _ in
        isNoisy ? sign * estimate.sigma * scale * stream.normal() : 0
      }
      let acquired = isNoisy ? flow.path(&stream) : centre
      var drawnRows = rows
      if options.sources.contains(.drivers), !future.uncertain.isEmpty {
        do {
          drawnRows = try drawn(draw)
        } catch {
          throw FutureDrivers.error(error, draws: draws) { (draw) throws(DriverError) in _ = try drawn(draw) }
        }
      }
      let still = errors.map { _ in 0.0 }
      record(
        path(drawnRows, parameters, acquired, errors),
        alone: [
          path(rows, parameters, centre, still), path(rows, estimate.values, acquired, errors),
          path(drawnRows, estimate.values, centre, still),
        ], central, in: &paths)
    }
    let result = paths.summary(months: range, coverages: options.coverages)
    if let lost = result.first(where: { !$0.isFinite }) { throw .notFinite(month: lost.month) }
    return Forecast(
      name: Self.name, origin: origin, originUsers: lastUsers, coverages: options.coverages, months: result,
      method: .simulation(draws: draws, seed: options.seed), standardErrors: specification.standardErrors,
      drivers: future.continued)
  }

  /// Records a draw: ln U with all sources of uncertainty, and with parameters, innovations and drivers alone.
  private func record(_ all: [Double], alone: [[Double]], _ central: [Double], in paths: inout SimulatedPaths) {
    for month in all.indices {
      func deviation(_ source: Int) -> Lanes { Lanes(repeating: alone[source][month] - central[month]) }
      paths.record(
        month, 1, all: Lanes(repeating: all[month]), alone: (deviation(0), deviation(1), deviation(2)))
    }
  }

  /// ln U of future months.
  private func path(
    _ rows: Matrix, _ parameters: [Double], _ acquired: [Double], _ errors: [Double]
  ) -> [Double] {
    var users = lastUsers
    let isModelled = specification.flows?.acquired == nil && situation == .neither
    return (0..<rows.rows).map { row in
      var sum = 0.0
      for column in 0..<hazardCount { sum += rows[row, column] * parameters[column] }
      let hazard = 1 / (1 + Double.exp(-sum))
      let gained = isModelled ? self.acquired(users, parameters) : acquired[row]
      users = max((users * (1 - hazard) + gained) * .exp(errors[row]), 1e-9)
      return .log(users)
    }
  }
}

/// Acquired users of future months, if the model does not generate them itself.
private struct AcquiredFlow {
  let means: [Double]
  private let forecast: DriverForecast?

  init(_ fit: FittedChurnHazard, _ future: [MonthlyColumn], _ months: Range<Month>) {
    let flows = fit.specification.flows ?? Flows()
    if let name = flows.acquired, let stated = future.first(where: { $0.name == name }),
      months.allSatisfy({ stated[$0] != nil })
    {
      means = months.compactMap { stated[$0] }
      forecast = nil
    } else if let name = flows.acquired, let history = fit.data.driver(name), !history.observedMonths.isEmpty {
      let known = history.clipped(to: min(history.first, fit.origin)..<fit.origin.advanced(by: 1))
      let own = DriverForecast(known, method: .process(.autoregressive), months: months.count)
      means = own.means
      forecast = own
    } else if let name = flows.churned, let churned = fit.data.driver(name) {
      let gained = fit.observedMonths.compactMap { month -> Double? in
        guard let before = fit.data.mau[month.advanced(by: -1)], let lost = churned[month],
          let now = fit.data.mau[month]
        else { return nil }
        return max(0, now - before + lost)
      }
      let column = MonthlyColumn(name: "acquired", first: fit.origin.advanced(by: 1 - gained.count), values: gained)
      let own = DriverForecast(column, method: .process(.autoregressive), months: months.count)
      means = own.means
      forecast = own
    } else {
      means = [Double](repeating: 0, count: months.count)
      forecast = nil
    }
  }

  func path(_ stream: inout RandomStream) -> [Double] { forecast?.path(&stream) ?? means }
}
