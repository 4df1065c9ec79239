import RealModule

/// Seasonal indices that may change from year to year, as fast as the series itself shows.
///
/// The deviations of ln y from its centred yearly moving average are a local level model for each season, with one ratio q of the
/// variances of yearly changes and of noise for all of them. Indices are averaged over values of q by their likelihood; q = 0 are the
/// means of all years.
///
/// Source: A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter*, Cambridge 1989, sections 3.6 and 4.1.
package struct EvolvingSeason {
  /// The index of each figure, of mean 0 within each year, from all figures.
  package let indices: [Double]
  /// The index of each season after the last figure; the first belongs to the first value.
  package let last: [Double]
  /// The mean sampling variance of ``last``.
  package let variance: Double
  /// The number of parameters that the indices amount to: the trace of the smoother less the mean.
  package let parameters: Double

  /// The values of q, all as likely beforehand.
  private static let ratios = [0, 0.003, 0.01, 0.03, 0.1, 0.3]

  /// - Parameters:
  ///   - logs: ln y, at least two years.
  ///   - m: figures per year.
  package init(_ logs: [Double], period m: Int) {
    let trend = SeasonalIndices.trend(logs, period: m)
    let inner = EvolvingSeason(logs, trend: trend, period: m)
    let adjusted = zip(logs, inner.indices).map { $0 - $1 }
    self.init(logs, trend: Self.continued(trend, adjusted, period: m), period: m, least: inner.variance)
  }

  /// A trend with its missing ends: lines through the nearest year of the adjusted series.
  private static func continued(_ trend: [Double?], _ adjusted: [Double], period m: Int) -> [Double?] {
    let count = min(adjusted.count, 2 * (m / 2) + 1)
    let middle = Double(count - 1) / 2
    func line(_ values: ArraySlice<Double>) -> (mean: Double, slope: Double) {
      let mean = values.reduce(0, +) / Double(count)
      var (cross, square) = (0.0, 0.0)
      for (index, value) in values.enumerated() {
        cross += (Double(index) - middle) * value
        square += (Double(index) - middle) * (Double(index) - middle)
      }
      return (mean, cross / square)
    }
    let (first, last) = (line(adjusted.prefix(count)), line(adjusted.suffix(count)))
    return trend.indices.map { t in
      if let level = trend[t] { return level }
      let end = t < count ? first : last
      let place = t < count ? t : t - (adjusted.count - count)
      return end.mean + end.slope * (Double(place) - middle)
    }
  }

  private init(_ logs: [Double], trend: [Double?], period m: Int, least: Double = 0) {
    let groups = (0..<m).map { season in
      stride(from: season, to: logs.count, by: m).compactMap { t in
        trend[t].map { (year: t / m, value: logs[t] - $0) }
      }
    }
    let runs = Self.ratios.map { Run(groups, ratio: $0, years: (logs.count - 1) / m + 1) }
    let best = runs.map(\.logLikelihood).max() ?? 0
    let weights = runs.map { Double.exp($0.logLikelihood - best) }
    let total = weights.reduce(0, +)
    func mean(_ value: (Run) -> Double) -> Double {
      zip(runs, weights).reduce(0) { $0 + value($1.0) * $1.1 } / total
    }
    indices = logs.indices.map { t in mean { $0.indices[t / m][t % m] } }
    last = (0..<m).map { season in mean { $0.indices[$0.indices.count - 1][season] } }
    variance = max(least, mean { $0.variance })
    parameters = max(0, mean { $0.trace } - 1)
  }

  /// The indices at one ratio.
  private struct Run {
    /// By year and season.
    var indices: [[Double]]
    let variance: Double
    let trace: Double
    let logLikelihood: Double

    init(_ groups: [[(year: Int, value: Double)]], ratio: Double, years: Int) {
      indices = [[Double]](repeating: [Double](repeating: 0, count: groups.count), count: years)
      var (square, determinant, count, spread, trace) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (season, group) in groups.enumerated() where !group.isEmpty {
        var levels = [(value: group[0].value, variance: 1.0)]
        for point in group.dropFirst() {
          let (level, variance) = levels[levels.count - 1]
          let ahead = variance + ratio
          let error = point.value - level
          square += error * error / (ahead + 1)
          determinant += Double.log(ahead + 1)
          count += 1
          levels.append((level + ahead / (ahead + 1) * error, ahead / (ahead + 1)))
        }
        spread += levels[levels.count - 1].variance / Double(groups.count)
        trace += levels[levels.count - 1].variance
        for place in stride(from: levels.count - 2, through: 0, by: -1) {
          let ahead = levels[place].variance + ratio
          let share = levels[place].variance / ahead
          levels[place].value += share * (levels[place + 1].value - levels[place].value)
          levels[place].variance += share * share * (levels[place + 1].variance - ahead)
          trace += levels[place].variance
        }
        var place = 0
        for year in 0..<years {
          while place + 1 < group.count, group[place].year < year { place += 1 }
          indices[year][season] = levels[place].value
        }
      }
      for year in 0..<years {
        let mean = indices[year].reduce(0, +) / Double(groups.count)
        for season in groups.indices { indices[year][season] -= mean }
      }
      let noise = count > 0 ? square / count : 0
      variance = noise * spread
      self.trace = trace
      logLikelihood = noise > 0 ? -0.5 * (determinant + count * .log(noise)) : 0
    }
  }
}
