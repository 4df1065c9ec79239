import RealModule
import Sampling
import Series

/// A forecast of a raw driver from its own history, with uncertainty.
public struct DriverForecast: Sendable, Equatable {
  /// The raw column.
  public let column: String
  /// The process by which it was forecast.
  public let process: DriverProcess
  /// The expected values, from the month after the last known one; medians where logarithms are forecast.
  public let means: [Double]
  /// The expected values of what is forecast: levels or their logarithms.
  private let levels: [Double]
  private let persistence: Double
  private let deviation: Double
  /// The size of the negative binomial; ∞ for Poisson.
  private let size: Double
  /// The distribution of counts; nil for other processes.
  private let counts: CountQuantile?
  private let floor: Double
  /// The bound whose distance is forecast in logarithms; nil for a forecast of the levels themselves.
  private let bound: Double?

  /// Forecasts a driver.
  ///
  /// - Parameters:
  ///   - history: its raw column, with at least one value; the months up to the last known one are used.
  ///   - method: how to forecast it.
  ///   - months: the months to forecast, at least 0.
  ///   - bound: a bound above which the driver must stay, because its logarithm is taken. If its history does, and it is not
  ///     forecast by counts, the logarithm of its distance from the bound is forecast.
  public init(_ history: MonthlyColumn, method: DriverForecastMethod, months: Int, above bound: Double? = nil) {
    process = method.process(for: history)
    let isLevel = process == .poisson || process == .negativeBinomial
    let least = history.values.compactMap { $0 }.min() ?? -.infinity
    let bound = bound.flatMap { !isLevel && least > $0 ? $0 : nil }
    self.bound = bound
    let history = bound.map { history.logarithms(above: $0) } ?? history
    let known = history.observedMonths
    let values = known.compactMap { history[$0] }
    let end = known.last ?? history.first
    let last = values.last ?? 0
    column = history.name
    floor = bound == nil && values.allSatisfy { $0 >= 0 } ? 0 : -.infinity
    var size = Double.infinity
    switch process {
    case .randomWalk:
      persistence = 1
      deviation = method == .state ? 0 : Self.meanSquareChange(history).squareRoot()
      levels = [Double](repeating: last, count: months)
    case .autoregressive:
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let errors = FirstOrderAutoregression(
        history.clipped(to: history.first..<end.advanced(by: 1)).values.map { $0.map { $0 - mean } })
      (persistence, deviation) = (errors.persistence, errors.deviation)
      levels = (0..<months).map { mean + .pow(errors.persistence, $0 + 1) * (values.isEmpty ? 0 : last - mean) }
    case .seasonal:
      let seasonal = SeasonalMeans(history)
      let errors = FirstOrderAutoregression(
        (0...history.first.distance(to: end)).map { index in
          let month = history.first.advanced(by: index)
          return history[month].map { $0 - seasonal[month] }
        })
      (persistence, deviation) = (errors.persistence, errors.deviation)
      levels = (0..<months).map { index in
        seasonal[end.advanced(by: index + 1)]
          + .pow(errors.persistence, index + 1) * (values.isEmpty ? 0 : last - seasonal[end])
      }
    case .poisson, .negativeBinomial:
      let moments = CountMoments(history)
      size = moments.predictiveSize(varies: process == .negativeBinomial)
      persistence = 0
      deviation = 0
      levels = [Double](repeating: moments.rate, count: months)
    }
    self.size = size
    counts = isLevel ? CountQuantile(rate: levels.first ?? 0, size: size) : nil
    let forecast = levels
    means = bound.map { bound in forecast.map { bound + .exp($0) } } ?? forecast
  }

  /// The mean square of the changes between consecutive months; 0 if there are none.
  private static func meanSquareChange(_ history: MonthlyColumn) -> Double {
    var (square, count) = (0.0, 0.0)
    for month in history.observedMonths {
      guard let now = history[month], let before = history[month.advanced(by: -1)] else { continue }
      square += (now - before) * (now - before)
      count += 1
    }
    return count > 0 ? square / count : 0
  }

  /// One possible future.
  ///
  /// - Parameter stream: random numbers.
  /// - Returns: one raw value per month; never below 0 if the history never was.
  public func path(_ stream: inout RandomStream) -> [Double] {
    if let counts {
      return levels.map { _ in counts.next(&stream) }
    }
    var deviationFromMean = 0.0
    return levels.map { mean in
      deviationFromMean = persistence * deviationFromMean + deviation * stream.normal()
      return value(max(floor, mean + deviationFromMean))
    }
  }

  /// The independent shocks that make the futures differ from the means: each a path of deviations, one standard deviation of
  /// the shock in size.
  public func shocks() -> [[Double]] {
    levels.indices.map { start in
      var path = [Double](repeating: 0, count: levels.count)
      if isCount {
        let rate = levels[start]
        path[start] = .sqrt(rate + (size.isFinite ? rate * rate / size : 0))
      } else {
        var value = deviation
        for month in start..<levels.count {
          path[month] = value
          value *= persistence
        }
      }
      return path
    }
  }

  /// Whether every shock is the first one, later, and none is cut off at 0.
  public var hasEqualShocks: Bool {
    guard bound == nil, let first = levels.first, let least = levels.min() else { return false }
    if isCount {
      let spread = Double.sqrt(first + (size.isFinite ? first * first / size : 0))
      return levels.allSatisfy { $0 == first } && first - spread >= floor
    }
    return least - deviation * max(1, abs(persistence)) >= floor && abs(persistence) <= 1
  }

  /// The means moved up and down by a shock, not below 0 if the history never was.
  public func bounds(_ shock: [Double]) -> (up: [Double], down: [Double]) {
    (zip(levels, shock).map { value(max(floor, $0 + $1)) }, zip(levels, shock).map { value(max(floor, $0 - $1)) })
  }

  /// The raw value of what is forecast.
  private func value(_ level: Double) -> Double { bound.map { $0 + .exp(level) } ?? level }

  private var isCount: Bool { process == .poisson || process == .negativeBinomial }
}

extension MonthlyColumn {
  /// The logarithms of the distances from a bound below all values.
  fileprivate func logarithms(above bound: Double) -> MonthlyColumn {
    MonthlyColumn(name: name, first: first, values: values.map { $0.map { .log($0 - bound) } }, file: file)
  }
}
