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
  /// The mean variance of ``last`` about the indices of a year later.
  package let variance: Double
  /// The number of parameters that the indices amount to: the trace of the smoother less the mean.
  package let parameters: Double

  /// The values of q, all as likely beforehand.
  private static let ratios = SIMD8(0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3)

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
    let years = (logs.count - 1) / m + 1
    let steps = Steps(years)
    // By figure, at every ratio.
    var levels = [SIMD8<Double>](repeating: .zero, count: years * m)
    var (square, determinant, spread, trace) = (Self.none, Self.none, Self.none, Self.none)
    var count = 0.0
    var group: [(year: Int, level: SIMD8<Double>)] = []
    for season in 0..<m {
      group.removeAll(keepingCapacity: true)
      var level = Self.none
      for (year, t) in stride(from: season, to: logs.count, by: m).enumerated() {
        guard let middle = trend[t] else { continue }
        let deviation = logs[t] - middle
        if group.isEmpty {
          level = SIMD8(repeating: deviation)
        } else {
          let error = deviation - level
          square += error * error / steps.errors[group.count]
          determinant += steps.logErrors[group.count]
          count += 1
          level += steps.variances[group.count] * error
        }
        group.append((year, level))
      }
      guard var place = group.indices.last else { continue }
      // With the change until the next year.
      spread += (steps.variances[place] + Self.ratios) / Double(m)
      var variance = steps.variances[place]
      trace += variance
      for year in stride(from: years - 1, through: 0, by: -1) {
        while place > 0, group[place].year > year {
          place -= 1
          let ahead = steps.variances[place] + Self.ratios
          let share = steps.variances[place] / ahead
          level = group[place].level + share * (level - group[place].level)
          variance = steps.variances[place] + share * share * (variance - ahead)
          trace += variance
        }
        levels[year * m + season] = level
      }
    }
    let noise = count > 0 ? square / count : Self.none
    let weights = Self.weights(noise, determinant, count)
    var indices = levels.map { ($0 * weights).sum() }
    for year in 0..<years {
      let mean = indices[(year * m)..<((year + 1) * m)].reduce(0, +) / Double(m)
      for season in 0..<m { indices[year * m + season] -= mean }
    }
    last = Array(indices.suffix(m))
    self.indices = Array(indices.prefix(logs.count))
    variance = max(least, (noise * spread * weights).sum())
    parameters = max(0, (trace * weights).sum() - 1)
  }

  private static let none = SIMD8<Double>.zero

  /// The probabilities of the ratios.
  private static func weights(
    _ noise: SIMD8<Double>, _ determinant: SIMD8<Double>, _ count: Double
  ) -> SIMD8<Double> {
    let values = noise.indices.map { noise[$0] > 0 ? -0.5 * (determinant[$0] + count * .log(noise[$0])) : 0 }
    let best = values.max() ?? 0
    let weights = values.map { Double.exp($0 - best) }
    let total = weights.reduce(0, +)
    return SIMD8(weights.map { $0 / total })
  }

  /// What the filter of a local level knows before it has seen a figure: by the number of figures of a season, at every ratio, in units of the
  /// noise.
  private struct Steps {
    /// The variance of the level with the figure, which is also its gain.
    private(set) var variances: [SIMD8<Double>]
    /// The variance of the error of the figure, and its logarithm.
    private(set) var errors: [SIMD8<Double>]
    private(set) var logErrors: [SIMD8<Double>]

    init(_ count: Int) {
      variances = [.one]
      errors = [.zero]
      logErrors = [.zero]
      for place in 1..<max(1, count) {
        let ahead = variances[place - 1] + EvolvingSeason.ratios
        errors.append(ahead + 1)
        logErrors.append(SIMD8(errors[place].indices.map { Double.log(errors[place][$0]) }))
        variances.append(ahead / errors[place])
      }
    }
  }
}
