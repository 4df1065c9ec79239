import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Series

extension FittedNetGrowth {
  /// The number of simulated paths where nothing else is said.
  public static let defaultDraws = 10_000

  /// Forecasts users from the last observed month on.
  ///
  /// With the constant baseline ln U is linear in Gaussian parameters and innovations: median and t intervals are exact,
  /// Var ln U_{T+h} = σ̂²(c'(X'X)⁻¹c + h) with c the sum of the rows. With saturation paths are simulated: κ multiplies
  /// the past. Intervals are quantiles of users, so that they are never negative.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name; a driver without one holds its last level.
  ///   - levels: the probabilities of the intervals, between 0 and 1, ascending.
  ///   - seed: the seed of the simulation.
  ///   - draws: the number of simulated paths, even.
  /// - Returns: a forecast for each month.
  /// - Throws: ``ForecastError/driver(_:)`` when a stated future is unknown in a month that is needed;
  ///   ``ForecastError/notFinite(month:)`` when users would be too many or too few for a number.
  public func forecast(
    months: Int, drivers: [MonthlyColumn] = [], levels: [Double] = [0.80, 0.95], seed: UInt64 = 1,
    draws: Int = defaultDraws
  ) throws(ForecastError) -> Forecast {
    precondition(months >= 1 && draws >= 2 && draws % 2 == 0, "at least a month and a pair of draws")
    let (design, held) = try futureDesign(months: months, drivers: drivers)
    let result =
      specification.baseline == .constant
      ? closedForm(design, levels) : simulated(design, levels, draws: draws, seed: seed)
    let naive = naiveForecast(months: months, levels: levels).months
    if let lost = (result + naive).first(where: { !$0.isFinite }) { throw .notFinite(month: lost.month) }
    return Forecast(
      origin: origin, originUsers: lastUsers, levels: levels, months: result,
      method: specification.baseline == .constant ? .closedForm : .simulation(draws: draws, seed: seed),
      standardErrors: specification.standardErrors, heldDrivers: held)
  }

  /// The design of the months behind the origin.
  func futureDesign(
    months: Int, drivers: [MonthlyColumn]
  ) throws(ForecastError) -> (MonthlyDesign, [HeldDriver]) {
    let range = origin.advanced(by: 1)..<origin.advanced(by: 1 + months)
    let future = FutureDrivers(self, future: drivers, until: range.upperBound)
    do {
      let design = try MonthlyDesign(
        specification, columns: future.columns, references: references, months: range,
        historyEnd: origin.advanced(by: 1))
      return (design, future.held)
    } catch {
      throw .driver(error)
    }
  }

  /// The exact distribution for the constant baseline.
  func closedForm(_ design: MonthlyDesign, _ levels: [Double]) -> [ForecastMonth] {
    let t = StudentT(degreesOfFreedom: estimate.degreesOfFreedom)
    let halfWidths = levels.map { t.halfWidth(level: $0) }
    var sums = [Double](repeating: 0, count: design.rows.columns)
    return design.months.enumerated().map { index, month in
      var mean = Double.log(lastUsers)
      for column in sums.indices {
        sums[column] += design.rows[index, column]
        mean += sums[column] * estimate.values[column]
      }
      let parameterError = estimate.standardError(of: sums)
      let parameterVariance = parameterError * parameterError
      let innovationVariance = Double(index + 1) * estimate.sigma * estimate.sigma
      let error = Double.sqrt(parameterVariance + innovationVariance)
      return ForecastMonth(
        month: month, median: .exp(mean),
        intervals: zip(levels, halfWidths).map { level, half in
          ForecastInterval(level: level, lower: .exp(mean - half * error), upper: .exp(mean + half * error))
        },
        varianceShares: VarianceShare.of(parameters: parameterVariance, innovations: innovationVariance))
    }
  }

  /// The distribution from simulated paths, for any baseline.
  func simulated(_ design: MonthlyDesign, _ levels: [Double], draws: Int, seed: UInt64) -> [ForecastMonth] {
    GrowthSimulation(
      start: .log(lastUsers), designs: [design], saturating: specification.baseline == .saturating,
      distribution: ParameterDistribution(estimate)
    )
    .run(pairs: 0..<(draws / 2), seed: seed)
    .summary(design: 0, months: design.months, levels: levels)
  }
}
