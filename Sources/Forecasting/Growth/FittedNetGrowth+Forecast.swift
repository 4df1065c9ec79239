import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Series
import Univariate

extension FittedNetGrowth {
  /// Forecasts users from the last observed month on.
  ///
  /// Where ln U is linear in Gaussian parameters and innovations (constant or drifting baseline, known drivers without estimated decays), median and t intervals
  /// are exact: Var ln U_{T+h} = σ̂²(c'(X'X)⁻¹c + Σψ²) with c the sum of the rows. With saturation, estimated decays, uncertain drivers or
  /// other innovations, paths are simulated; or, if requested, the same formula is used with c the gradient of the
  /// median path (delta method). Intervals are quantiles of users, so they are never negative.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name; others are extended as the options say.
  ///   - options: coverages, seed, sources of uncertainty.
  /// - Returns: a forecast for each month.
  /// - Throws: ``ForecastError/driver(_:)`` when a stated future is unknown in a month that is needed;
  ///   ``ForecastError/notFinite(month:)`` when the number of users overflows or underflows.
  public func forecast(
    months: Int, drivers: [MonthlyColumn] = [], options: ForecastOptions = ForecastOptions()
  ) throws(ForecastError) -> Forecast {
    // Cannot trap: the commands check their options.
    precondition(
      months >= 1 && options.draws >= 2 && options.draws % 2 == 0,
      "at least one month and an even number of draws are needed")
    let end = try ForecastHorizon.months(months, after: origin, model: Self.name).upperBound
    let future = FutureDrivers(
      specification, data: data, future: drivers, continuation: options.drivers, until: end)
    // A product of an effect and what a decay makes of a driver is not linear.
    let isExact =
      specification.baseline.isLinear && specification.decayIndices.isEmpty && future.uncertain.isEmpty
      && options.innovations == .gaussian
    let byFormula =
      options.computation == .closedForm || (options.computation == .automatic && isExact)
    let recursion: GrowthRecursion
    do {
      recursion = try self.recursion(months: months, columns: future.columns, followsDecays: byFormula)
    } catch let error as DriverError {
      throw .driver(error)
    } catch {
      throw .notFinite(month: origin.advanced(by: 1))
    }
    let result: [ForecastMonth]
    if byFormula {
      result = try closedForm(recursion, future, options)
    } else {
      result = try simulated(recursion, future, options)
    }
    if let lost = result.first(where: { !$0.isFinite }) { throw .notFinite(month: lost.month) }
    return Forecast(
      name: Self.name, origin: origin, originUsers: lastUsers, coverages: options.coverages, months: result,
      method: byFormula ? .closedForm : .simulation(draws: options.draws, seed: options.seed),
      standardErrors: specification.standardErrors, drivers: future.continued)
  }

  /// The distribution by the formula, with the gradient of the median path.
  private func closedForm(
    _ recursion: GrowthRecursion, _ future: FutureDrivers, _ options: ForecastOptions
  ) throws(ForecastError) -> [ForecastMonth] {
    let t = StudentT(degreesOfFreedom: estimate.degreesOfFreedom)
    let halfWidths = options.coverages.map { t.halfWidth(coverage: $0) }
    let path = recursion.path(estimate.values)
    let slopes = recursion.slopes(estimate.values)
    let driven = try future.variances(self, recursion, options)
    var gradient = [Double](repeating: 0, count: recursion.rows.columns)
    var responses = [[Double]](
      repeating: [Double](repeating: 0, count: recursion.months.count), count: recursion.impulses.count)
    var unknown = [Double](repeating: 0, count: recursion.noise.columns)
    var level = recursion.start
    let hasInnovations = options.sources.contains(.innovations)
    let hasParameters = options.sources.contains(.parameters)
    return recursion.months.enumerated().map { index, month in
      let slope = slopes[index]
      for column in gradient.indices { gradient[column] = slope * gradient[column] + recursion.rows[index, column] }
      switch recursion.saturation {
      case .constant: break
      case .gompertz(let kappa): gradient[kappa] -= level
      case .logistic(let kappa, let size): gradient[kappa] -= .exp(level) / size
      }
      var innovationVariance = 0.0
      for (variant, impulses) in recursion.impulses.enumerated() {
        for back in 0...index {
          let impulse = index - back < impulses.count ? impulses[index - back] : 0
          responses[variant][back] = slope * responses[variant][back] + impulse
          innovationVariance += responses[variant][back] * responses[variant][back] / Double(recursion.impulses.count)
        }
      }
      for column in unknown.indices {
        unknown[column] = slope * unknown[column] + recursion.noise[index, column]
        innovationVariance += unknown[column] * unknown[column]
      }
      level = path[index]
      innovationVariance *= hasInnovations ? estimate.sigma * estimate.sigma : 0
      let parameterError = hasParameters ? estimate.standardError(of: gradient) : 0
      let driverVariance = driven.isEmpty ? 0 : driven[index]
      let error = Double.sqrt(parameterError * parameterError + innovationVariance + driverVariance)
      return ForecastMonth(
        month: month, median: .exp(level),
        intervals: zip(options.coverages, halfWidths).map { probability, half in
          ForecastInterval(coverage: probability, lower: .exp(level - half * error), upper: .exp(level + half * error))
        },
        varianceShares: VarianceShare.of(
          parameters: parameterError * parameterError, innovations: innovationVariance, drivers: driverVariance))
    }
  }

  /// The distribution from simulated paths.
  private func simulated(
    _ recursion: GrowthRecursion, _ future: FutureDrivers, _ options: ForecastOptions
  ) throws(ForecastError) -> [ForecastMonth] {
    let simulation = GrowthSimulation(
      recursion, distribution: ParameterDistribution(estimate), innovations: distribution(options.innovations),
      sources: options.sources)
    let sample = try future.sampler(self, recursion, seed: options.seed)
    let decays = try DecayDraws(self, recursion, future)
    do {
      return try simulation.run(
        pairs: 0..<(options.draws / 2), seed: options.seed, decays: decays?.add(_:to:),
        drivers: sample
      ).summary(months: recursion.months, coverages: options.coverages)
    } catch {
      throw FutureDrivers.error(error, draws: options.draws) { (draw) throws(DriverError) in
        var drifts = [Double](repeating: 0, count: recursion.months.count)
        try sample?(draw, estimate.values, &drifts)
      }
    }
  }

  /// The distribution of innovations that the options ask for.
  private func distribution(_ kind: ForecastOptions.Innovations) -> InnovationDistribution {
    switch kind {
    case .gaussian: return .gaussian
    case .bootstrap: return .bootstrap(innovations)
    case .student:
      // Kurtosis of t: 3 + 6/(ν − 4).
      let n = Double(innovations.count)
      let square = innovations.reduce(0) { $0 + $1 * $1 } / n
      let fourth = innovations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n
      let excess = fourth / (square * square) - 3
      return excess > 0.05 ? .student(degreesOfFreedom: 4 + 6 / excess) : .gaussian
    }
  }
}
