import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Series
import Univariate

/// The forecast if no model is stated: a mean of forecasters without drivers, and of a growth model with drivers if
/// these help.
///
/// The growth model is the one of least AICc among its baselines, seasons and errors. A backtest over the last origins compares
/// it, with drivers forecast from what was known, with itself without drivers: if drivers do not help, the forecasters
/// without drivers have all the weight; if they do, weights are inverse to the mean squared errors of both.
public struct AutomaticForecast: Sendable {
  /// The result of the backtest of the drivers.
  public struct Evidence: Sendable, Equatable, Codable {
    /// Origins of the backtest.
    public let origins: Int
    /// Root mean square error of ln U of the growth model with its drivers forecast.
    public let withDrivers: Double
    /// The same, without drivers.
    public let withoutDrivers: Double
    /// The same, for a forecaster without drivers (the Theta method on ln U).
    public let plain: Double
  }

  /// The drivers to try, and what is stated about the figures.
  public let specification: ModelSpecification
  /// The data that forecasts extend.
  public let data: MonthlyTable
  /// The growth model with drivers; nil without drivers, or if none could be fitted.
  public let growth: FittedNetGrowth?
  /// The reason why there is no growth model although there are drivers.
  public let failure: String?
  /// The weight of the growth model, 0 … 1.
  public let weight: Double
  /// The evidence that determines its weight.
  public let evidence: Evidence?
  /// Why there is no evidence although there is a growth model; nil where there are too few figures.
  public let evidenceFailure: String?

  /// The forecasters without drivers.
  public let plain: PlainForecaster

  /// Chooses models and weights.
  ///
  /// - Parameters:
  ///   - specification: the drivers to try, with what is stated about the figures; its baseline, season and errors are not
  ///     binding. Nil for none.
  ///   - table: MAU and drivers.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` if there are fewer than two figures.
  public init(specification: ModelSpecification?, _ table: MonthlyTable) throws(ForecastError) {
    self.specification = specification ?? ModelSpecification()
    data = table
    guard table.mau.observedMonths.count >= 3 else { throw .notForecast("auto", "it needs 3 figures") }
    plain = try PlainForecaster(table.mau)
    guard let specification, !specification.drivers.isEmpty else {
      (growth, failure, weight, evidence, evidenceFailure) = (nil, nil, 0, nil, nil)
      return
    }
    var best: FittedNetGrowth?
    var reason: String?
    func consider(_ candidate: ModelSpecification) {
      do {
        let fit = try NetGrowth(candidate).fit(table, benchmarks: false)
        if fit.converged, best.map({ fit.criteria.aicc < $0.criteria.aicc }) ?? true { best = fit }
      } catch {
        reason = reason ?? "\(error)"
      }
    }
    for candidate in Self.candidates(specification, table.mau) { consider(candidate) }
    if var correlated = best?.specification, RegularSeries(table.mau)?.step == 1 {
      correlated.errors = .arma(p: 1, q: 0)
      consider(correlated)
    }
    guard let best else {
      (growth, weight, evidence, evidenceFailure) = (nil, 0, nil, nil)
      failure = reason ?? Self.tooFew(specification, table.mau)
      return
    }
    growth = best
    failure = nil
    (evidence, evidenceFailure) = Self.evidence(best.specification, table)
    guard let evidence, evidence.withDrivers < evidence.withoutDrivers else {
      weight = 0
      return
    }
    let own = evidence.withDrivers * evidence.withDrivers
    let plain = evidence.plain * evidence.plain
    weight = own + plain > 0 ? plain / (own + plain) : 0.5
  }

  /// Figures beyond the coefficients of a growth model that are needed to try it.
  private static let spare = 8

  /// That there are too few figures for any growth model.
  private static func tooFew(_ specification: ModelSpecification, _ mau: MonthlyColumn) -> String {
    var simplest = specification
    simplest.baseline = .constant
    simplest.seasonality = .none
    simplest.errors = .independent
    let drivers = specification.drivers.map { "`\($0.name)`" }.joined(separator: ", ")
    let figures = mau.observedMonths.count
    return
      "\(figures) figure\(figures == 1 ? "" : "s") are too few to try \(drivers): \(simplest.coefficientNames.count + spare) are needed."
  }

  /// Baselines and seasons to choose from; correlated errors are also tried for the best of them.
  private static func candidates(_ specification: ModelSpecification, _ mau: MonthlyColumn) -> [ModelSpecification] {
    let figures = mau.observedMonths.count
    let isMonthly = RegularSeries(mau).map { $0.step == 1 && $0.values.count >= 36 } ?? false
    var result: [ModelSpecification] = []
    for baseline in [Baseline.constant, .saturating] {
      for seasonality in isMonthly ? [Seasonality.none, .monthly] : [.none] {
        var candidate = specification
        candidate.baseline = baseline
        candidate.seasonality = seasonality
        candidate.errors = .independent
        candidate.robust = .none
        if figures >= candidate.coefficientNames.count + spare { result.append(candidate) }
      }
    }
    return result
  }

  /// Months over which forecasts are judged, and the number of origins.
  private static let horizon = 12
  private static let origins = 8

  /// A backtest of medians over the last origins; nil if there are fewer than three with a fit, and then why the first failed.
  fileprivate static func evidence(
    _ chosen: ModelSpecification, _ table: MonthlyTable
  ) -> (evidence: Evidence?, failure: String?) {
    var failure: String?
    // Correlated errors matter only for intervals, so the search for them is omitted here.
    var specification = chosen
    specification.errors = .independent
    let observed = table.mau.observedMonths
    let needed = specification.coefficientNames.count + 6
    let horizon = min(Self.horizon, max(1, (observed.first?.distance(to: observed[observed.count - 1]) ?? 1) / 4))
    let possible = observed.indices.filter { $0 + 1 >= needed && $0 + 1 < observed.count }
    let spread = max(1, min(possible.count / Self.origins, 3))
    let origins = possible.reversed().enumerated().filter { $0.offset % spread == 0 }.prefix(Self.origins).map(
      \.element)
    var sums = (own: 0.0, without: 0.0, plain: 0.0, count: 0.0, origins: 0)
    var options = ForecastOptions()
    options.computation = .closedForm
    options.coverages = []
    options.sources = []
    options.drivers = .forecast
    for index in origins {
      let past = specification.past(of: table, until: observed[index])
      guard let series = RegularSeries(past.mau), series.values.count >= 4 else { continue }
      let (own, without): (Forecast, Forecast)
      do {
        own = try NetGrowth(specification).fit(past, benchmarks: false).forecast(months: horizon, options: options)
        without = try NetGrowth(specification.withoutDrivers).fit(past, benchmarks: false)
          .forecast(months: horizon, options: options)
      } catch {
        failure = failure ?? "from \(observed[index]), \(error)"
        continue
      }
      let plain = ThetaMethod.forecast(series.values, period: series.period, horizon: horizon / series.step)
      sums.origins += 1
      for (ahead, forecast) in plain.enumerated() {
        let month = series.month(ahead: ahead + 1)
        guard let actual = table.mau[month], let first = own.users(in: month), let second = without.users(in: month)
        else { continue }
        func square(_ value: Double) -> Double {
          let error = Double.log(actual / value)
          return error * error
        }
        sums.own += square(first.median)
        sums.without += square(second.median)
        sums.plain += square(forecast)
        sums.count += 1
      }
    }
    guard sums.origins >= 3, sums.count > 0 else { return (nil, failure) }
    let evidence = Evidence(
      origins: sums.origins, withDrivers: .sqrt(sums.own / sums.count),
      withoutDrivers: .sqrt(sums.without / sums.count), plain: .sqrt(sums.plain / sums.count))
    return (evidence, nil)
  }

  /// Forecasts users from the last figure on.
  ///
  /// Medians and the ends of intervals are weighted means of those of both parts (averaged quantiles, K. C.
  /// Lichtendahl, Y. Grushka-Cockayne and R. L. Winkler, Management Science 59 (2013), 1594).
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - drivers: raw columns of later months by name; others are forecast from their own history.
  ///   - options: coverages, seed, draws.
  /// - Returns: a forecast for each figure to come.
  /// - Throws: ``ForecastError`` if neither part can forecast.
  public func forecast(
    months: Int, drivers: [MonthlyColumn] = [], options: ForecastOptions = ForecastOptions()
  ) throws(ForecastError) -> Forecast {
    let plain = try plain.forecast(months: months, coverages: options.coverages)
    guard let growth, weight > 0 else { return plain.renamed(Self.name) }
    var own = options
    own.drivers = .forecast
    own.computation = .closedForm
    let driven = try growth.forecast(months: months, drivers: drivers, options: own)
    func mean(_ a: Double, _ b: Double) -> Double { weight * a + (1 - weight) * b }
    return Forecast(
      name: Self.name, origin: plain.origin, originUsers: plain.originUsers, coverages: options.coverages,
      months: plain.months.compactMap { month in
        guard let other = driven.users(in: month.month) else { return nil }
        return ForecastMonth(
          month: month.month, median: mean(other.median, month.median),
          intervals: zip(other.intervals, month.intervals).map {
            ForecastInterval(coverage: $0.coverage, lower: mean($0.lower, $1.lower), upper: mean($0.upper, $1.upper))
          },
          varianceShares: [])
      },
      method: .averaged, standardErrors: .classical, drivers: driven.drivers,
      unconverged: plain.unconverged)
  }

}

extension Forecast {
  /// The same forecast under another name.
  func renamed(_ name: String) -> Forecast {
    Forecast(
      name: name, origin: origin, originUsers: originUsers, coverages: coverages, months: months, method: method,
      standardErrors: standardErrors, drivers: drivers, unconverged: unconverged)
  }
}
