import LeastSquares
import RealModule
import Sampling
import Series

/// The forecast of a raw driver from its own history, with uncertainty.
public struct DriverForecast: Sendable, Equatable {
  /// How a driver is forecast.
  public enum Method: String, Sendable, Equatable, CaseIterable {
    /// A random walk from the last level.
    case hold
    /// Back to its mean: a first-order autoregression.
    case meanReversion = "mean-reversion"
    /// The mean of each month of the year, and a first-order autoregression about it.
    case seasonal
    /// Counts of a steady rate: Poisson, or negative binomial where they vary more, of the last years.
    case counts

    /// What fits a history: counts for whole numbers from 0 that are small or hold zeros; the season where it explains the
    /// deviations of three years or more (a test at 5 %); otherwise back to the mean.
    public static func suggested(for history: MonthlyColumn) -> Method {
      let values = history.observedMonths.compactMap { history[$0] }
      let isCount = values.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      if isCount, mean < 100, values.contains(where: { $0 > 0 }) { return .counts }
      guard values.count >= 36 else { return .meanReversion }
      let sums = SeasonalSums(history)
      let between = sums.explained / 11
      let within = sums.rest / Double(values.count - 12)
      guard within > 0 else { return .meanReversion }
      return FDistribution(numerator: 11, denominator: Double(values.count - 12)).upperTail(between / within) < 0.05
        ? .seasonal : .meanReversion
    }
  }

  /// The raw column.
  public let column: String
  /// How it was forecast.
  public let method: Method
  /// The expected values, from the month behind the last known one.
  public let means: [Double]
  /// The mean that the driver returns to, month by month.
  private let levels: [Double]
  private let persistence: Double
  private let deviation: Double
  private let last: Double
  /// The size of the negative binomial; ∞ for Poisson.
  private let size: Double
  private let floor: Double

  /// Forecasts a driver.
  ///
  /// - Parameters:
  ///   - history: its raw column, with a value at least; the months up to the last known one count.
  ///   - method: how.
  ///   - months: the months to forecast, at least 0.
  public init(_ history: MonthlyColumn, method: Method, months: Int) {
    let known = history.observedMonths
    let values = known.compactMap { history[$0] }
    let n = values.count
    let end = known.last ?? history.first
    column = history.name
    self.method = method
    last = values.last ?? 0
    floor = values.allSatisfy { $0 >= 0 } ? 0 : -.infinity
    var levels = [Double](repeating: last, count: months)
    var persistence = 1.0
    var deviation = 0.0
    var size = Double.infinity
    /// Slope and spread of a first-order autoregression on neighbouring months.
    func autoregression(_ deviations: [Double?]) -> (Double, Double) {
      var (cross, square, total, count) = (0.0, 0.0, 0.0, 0.0)
      for index in 1..<max(1, deviations.count) {
        guard let now = deviations[index], let before = deviations[index - 1] else { continue }
        cross += now * before
        square += before * before
        total += now * now
        count += 1
      }
      guard square > 0, count > 2 else { return (0, 0) }
      // The bias of the estimate is about −(1 + 3φ)/n (Kendall 1954).
      let raw = cross / square
      let slope = min(max(raw + (1 + 3 * raw) / count, -0.95), 0.98)
      return (slope, .sqrt(max(0, total - 2 * slope * cross + slope * slope * square) / (count - 2)))
    }
    let mean = values.reduce(0, +) / Double(max(1, n))
    switch method {
    case .hold:
      var (square, count) = (0.0, 0.0)
      for month in known {
        guard let now = history[month], let before = history[month.advanced(by: -1)] else { continue }
        square += (now - before) * (now - before)
        count += 1
      }
      deviation = count > 0 ? .sqrt(square / count) : 0
    case .meanReversion:
      levels = [Double](repeating: mean, count: months)
      (persistence, deviation) = autoregression(
        history.clipped(to: history.first..<end.advanced(by: 1)).values.map { $0.map { $0 - mean } })
    case .seasonal:
      let means = SeasonalSums(history).means
      levels = (0..<months).map { means[end.advanced(by: $0 + 1).monthOfYear - 1] }
      (persistence, deviation) = autoregression(
        (0...history.first.distance(to: end)).map { index in
          let month = history.first.advanced(by: index)
          return history[month].map { $0 - means[month.monthOfYear - 1] }
        })
    case .counts:
      // The rate of the last two years: counts drift with products and reporting.
      let recent = values.suffix(24)
      let rate = recent.reduce(0, +) / Double(max(1, recent.count))
      let spread = recent.reduce(0) { $0 + ($1 - rate) * ($1 - rate) } / Double(max(1, recent.count - 1))
      levels = [Double](repeating: rate, count: months)
      persistence = 0
      // Uncertain rate: a gamma of the counts seen, by which the next ones are negative binomial anyway.
      let own = spread > rate ? rate * rate / (spread - rate) : .infinity
      let seen = rate * Double(recent.count)
      size = rate > 0 ? 1 / ((own.isFinite ? 1 / own : 0) + 1 / max(seen, 1)) : .infinity
      deviation = .sqrt(rate + (size.isFinite ? rate * rate / size : 0))
    }
    var state = last - (levels.first ?? last)
    if method == .seasonal || method == .meanReversion, n > 0 {
      let before = method == .seasonal ? SeasonalSums(history).means[end.monthOfYear - 1] : mean
      state = last - before
    }
    if method == .counts { state = 0 }
    means = levels.enumerated().map { index, level in level + .pow(persistence, index + 1) * state }
    self.levels = levels
    self.persistence = persistence
    self.deviation = deviation
    self.size = size
  }

  /// One possible future.
  ///
  /// - Parameter stream: random numbers.
  /// - Returns: a raw value a month; not below 0 if the history never was.
  public func path(_ stream: inout RandomStream) -> [Double] {
    if method == .counts {
      return means.map { rate in
        guard rate > 0 else { return 0 }
        let own = size.isFinite ? rate * stream.gamma(shape: size) / size : rate
        return Double(stream.poisson(own))
      }
    }
    var deviationFromMean = 0.0
    return means.map { mean in
      deviationFromMean = persistence * deviationFromMean + deviation * stream.normal()
      return max(floor, mean + deviationFromMean)
    }
  }
}

/// The means of a column by month of the year, and how much they explain.
private struct SeasonalSums {
  let means: [Double]
  let explained: Double
  let rest: Double

  init(_ column: MonthlyColumn) {
    var sums = [Double](repeating: 0, count: 12)
    var counts = sums
    let known = column.observedMonths
    for month in known {
      sums[month.monthOfYear - 1] += column[month] ?? 0
      counts[month.monthOfYear - 1] += 1
    }
    let mean = sums.reduce(0, +) / Double(max(1, known.count))
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : mean }
    self.means = means
    explained = zip(means, counts).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    rest = known.reduce(0) { sum, month in
      let difference = (column[month] ?? 0) - means[month.monthOfYear - 1]
      return sum + difference * difference
    }
  }
}
