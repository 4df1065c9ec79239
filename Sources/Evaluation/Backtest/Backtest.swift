import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Parallel
import Series
import Univariate

/// Forecasts from many origins, each made with what was known there, compared with the figures that followed.
public struct Backtest: Sendable, Equatable {
  /// How a backtest is made.
  public struct Options: Sendable, Equatable {
    /// The horizon in months.
    public var months = 12
    /// Figures before the first origin; nil for as many as the model needs, at least three years of monthly figures,
    /// otherwise 12.
    public var firstFigures: Int?
    /// Figures between origins.
    public var every = 1
    /// The probabilities of the intervals that are judged, ascending.
    public var coverages = Coverages.usual
    /// Whether the automatic forecast takes part.
    public var includesAutomatic = true
    /// The default options.
    public init() {}
  }

  /// A method at a horizon.
  public struct Row: Sendable, Equatable {
    /// The method.
    public let method: BacktestMethod
    /// The horizon in months.
    public let horizon: Int
    /// The accuracy of its forecasts.
    public let accuracy: Accuracy
    /// The forecasts, in the order of the origins.
    public let points: [BacktestPoint]
  }

  /// A method that could not forecast from some origin, and why.
  public struct Failure: Sendable, Equatable {
    /// The method.
    public let method: BacktestMethod
    /// The first origin where it failed.
    public let origin: Month
    /// The number of origins where it failed.
    public let count: Int
    /// The reason at the first such origin.
    public let reason: String
  }

  /// The model; nil if only forecasters without drivers were compared.
  public let specification: ModelSpecification?
  /// The name of the response.
  public let response: String
  /// The origins.
  public let origins: [Month]
  /// Months between figures.
  public let step: Int
  /// The probabilities of the intervals that are judged.
  public let coverages: [Double]
  /// Every method at every horizon with a forecast.
  public let rows: [Row]
  /// The failures.
  public let failures: [Failure]

  /// The coverages whose ends are the quantiles of the pinball loss.
  static let quantileLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

  /// The horizons with a forecast, ascending.
  public var horizons: [Int] { Set(rows.map(\.horizon)).sorted() }
  /// The methods with a forecast, in their order.
  public var methods: [BacktestMethod] {
    var seen: Set<BacktestMethod> = []
    return rows.map(\.method).filter { seen.insert($0).inserted }
  }

  /// The row of a method and a horizon; nil if there is none.
  public func row(_ method: BacktestMethod, horizon: Int) -> Row? {
    rows.first { $0.method == method && $0.horizon == horizon }
  }

  /// Runs a backtest of a model of net growth.
  ///
  /// - Parameters:
  ///   - specification: the model; nil compares forecasters without drivers only.
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  /// - Throws: ``ForecastError/tooFewOrigins(figures:needed:)`` if there are too few figures for any origin.
  public init(
    _ specification: ModelSpecification?, _ table: MonthlyTable, options: Options = Options()
  ) throws(ForecastError) {
    try self.init(of: specification.map { NetGrowth($0) }, table, options: options)
  }

  /// Runs a backtest, its origins on all processors; the result does not depend on their number.
  ///
  /// - Parameters:
  ///   - model: any model with a specification; nil compares forecasters without drivers only.
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  /// - Throws: ``ForecastError/tooFewOrigins(figures:needed:)`` if there are too few figures for any origin.
  public init(
    of model: (any SpecifiedModel)?, _ table: MonthlyTable, options: Options = Options()
  ) throws(ForecastError) {
    let candidates = Self.candidates(model, options)
    var forecastOptions = ForecastOptions()
    forecastOptions.coverages = Set(options.coverages + Self.quantileLevels).sorted()
    forecastOptions.computation = .closedForm
    origins = try Self.origins(table.mau, coefficients: model?.specification.coefficientNames.count ?? 0, options)
    var points: [BacktestMethod: [Int: [BacktestPoint]]] = [:]
    var failures: [BacktestMethod: Failure] = [:]
    let known = origins.map { month in
      BacktestOrigin(
        table: table, past: model?.specification.past(of: table, until: month) ?? table.past(until: month),
        options: forecastOptions, months: options.months)
    }
    let forecasts = Workers.map(known.count) { number in candidates.flatMap { known[number].forecasts($0) } }
    for (number, month) in origins.enumerated() {
      let scales = Self.scales(known[number].past.mau)
      for (method, forecast) in forecasts[number] {
        switch forecast {
        case .success(let forecast):
          for ahead in forecast.months {
            guard let actual = table.mau[ahead.month] else { continue }
            points[method, default: [:]][month.distance(to: ahead.month), default: []].append(
              BacktestPoint(
                origin: number, actual: actual, median: ahead.median, intervals: ahead.intervals,
                scale: scales.absolute, squareScale: scales.square))
          }
        case .failure(let error):
          let before = failures[method]
          failures[method] = Failure(
            method: method, origin: before?.origin ?? month, count: (before?.count ?? 0) + 1,
            reason: before?.reason ?? "\(error)")
        }
      }
    }
    specification = model?.specification
    response = table.mau.name
    step = RegularSeries(table.mau)?.step ?? 1
    coverages = options.coverages
    let methods = candidates.flatMap(\.variants).map(\.method)
    rows = methods.flatMap { method in
      (points[method] ?? [:]).sorted { $0.key < $1.key }.map { horizon, points in
        Row(method: method, horizon: horizon, accuracy: Accuracy(points, coverages: options.coverages), points: points)
      }
    }
    self.failures = methods.compactMap { failures[$0] }
  }

  /// The model with its drivers known and forecast, without them, the automatic choice, and all forecasters without drivers.
  static func candidates(_ model: (any SpecifiedModel)?, _ options: Options) -> [BacktestCandidate] {
    var candidates: [BacktestCandidate] = []
    if let model {
      if let plain = model.withoutDrivers {
        candidates = [
          BacktestCandidate(model, (.modelExPost, knowsDrivers: true), (.modelExAnte, knowsDrivers: false)),
          BacktestCandidate(plain, (.withoutDrivers, knowsDrivers: false)),
        ]
      } else {
        candidates = [BacktestCandidate(model, (.modelExPost, knowsDrivers: true))]
      }
    }
    if options.includesAutomatic {
      let choice = AutomaticModel(model?.specification ?? ModelSpecification())
      candidates.append(BacktestCandidate(choice, (.automatic, knowsDrivers: false)))
    }
    return candidates
      + Benchmark.allCases.map { BacktestCandidate($0, (.benchmark($0), knowsDrivers: false)) }
  }

  /// The origins: months with enough figures before, and one after.
  static func origins(
    _ mau: MonthlyColumn, coefficients: Int, _ options: Options
  ) throws(ForecastError) -> [Month] {
    let observed = mau.observedMonths
    let isMonthly = RegularSeries(mau)?.step ?? 1 == 1
    let needed = max(coefficients + 3, isMonthly ? 36 : 12)
    let first = options.firstFigures ?? min(needed, max(coefficients + 3, observed.count / 2))
    let last = observed.last ?? mau.first
    let origins = observed.indices.filter {
      $0 + 1 >= first && ($0 + 1 - first) % options.every == 0 && observed[$0] < last
    }
    guard !origins.isEmpty else {
      // One figure more than the first origin has, for a number that may be the largest there is.
      throw .tooFewOrigins(figures: observed.count, needed: first < .max ? first + 1 : first)
    }
    return origins.map { observed[$0] }
  }

  /// Mean |yₜ − yₜ₋ₘ| and mean square, m the number of figures per year if there are more than m figures, otherwise 1.
  private static func scales(_ mau: MonthlyColumn) -> (absolute: Double, square: Double) {
    guard let series = RegularSeries(mau) else { return (.nan, .nan) }
    let values = mau.observedMonths.compactMap { mau[$0] }
    let lag = series.period > 1 && series.values.count > series.period + 1 ? series.period : 1
    let source = lag > 1 ? series.values : values
    let changes = (min(lag, source.count)..<source.count).map { source[$0] - source[$0 - lag] }
    let n = Double(changes.count)
    let absolute = changes.reduce(0) { $0 + abs($1) } / n
    // Figures that never change give no scale.
    guard absolute > BacktestPoint.rounding * (values.last ?? 0) else { return (.nan, .nan) }
    return (absolute, changes.reduce(0) { $0 + $1 * $1 } / n)
  }
}
