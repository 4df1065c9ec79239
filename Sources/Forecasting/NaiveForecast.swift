import ChurnModels
import LeastSquares
import RealModule
import Series

extension FittedNetGrowth {
  /// The naive forecast of the same series: users stay as they are, ln U is a random walk without drift.
  ///
  /// Var ln U_{T+h} = h·s² with s² the mean square of the changes per month; t intervals with as many degrees of freedom
  /// as changes. Every forecast of a model should be read beside this one.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - levels: the probabilities of the intervals.
  /// - Returns: a forecast for each month.
  public func naiveForecast(months: Int, levels: [Double] = [0.80, 0.95]) -> Forecast {
    let changes = innovations.count
    let t = StudentT(degreesOfFreedom: Double(changes))
    let rootMeanSquare = benchmark(.naive)?.rootMeanSquare ?? .nan
    return Forecast(
      origin: origin, originUsers: lastUsers, levels: levels,
      months: (1...months).map { horizon in
        let error = rootMeanSquare * .sqrt(Double(horizon))
        return ForecastMonth(
          month: origin.advanced(by: horizon), median: lastUsers,
          intervals: levels.map { level in
            let factor = Double.exp(t.halfWidth(level: level) * error)
            return ForecastInterval(level: level, lower: lastUsers / factor, upper: lastUsers * factor)
          },
          varianceShares: VarianceShare.of(parameters: 0, innovations: error * error))
      },
      method: .closedForm, standardErrors: .classical, heldDrivers: [])
  }
}
