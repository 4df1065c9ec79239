import LeastSquares
import RealModule
import Sampling
import Series

/// The distributions of the figures to come, one per period.
enum FutureDistributions {
  /// ln U is Student's t.
  case logarithmic([LogDistribution])
  /// U is normal about a centre, with a standard error; users below zero count as none.
  case gaussian([Double], [Double])
  /// Centres, and drawn values by period.
  case drawn([Double], [[Double]])

  /// The forecasts of all periods. Intervals of ln U never narrow with the horizon, and no interval is narrower than rounding
  /// alone makes it: a share of the unit as large as the coverage.
  ///
  /// - Parameters:
  ///   - coverages: the probabilities of the intervals.
  ///   - unit: the unit to which figures are rounded, as a share of them.
  ///   - month: the month of a period.
  /// - Returns: one forecast per period.
  func months(_ coverages: [Double], unit: Double, _ month: (Int) -> Month) -> [ForecastMonth] {
    let intervals: (Int) -> (median: Double, ends: [(Double, Double)])
    switch self {
    case .logarithmic(let distributions): intervals = Self.widening(distributions, coverages)
    case .gaussian(let centres, let errors):
      let quantiles = coverages.map { Normal.quantile((1 + $0) / 2) }
      intervals = { period in
        (
          max(0, centres[period]),
          quantiles.map {
            (max(0, centres[period] - $0 * errors[period]), max(0, centres[period] + $0 * errors[period]))
          }
        )
      }
    case .drawn(let centres, let draws):
      let probabilities = coverages.flatMap { [(1 - $0) / 2, (1 + $0) / 2] }
      intervals = { period in
        let ends = quantiles(of: draws[period], probabilities: probabilities)
        return (max(0, centres[period]), coverages.indices.map { (ends[2 * $0], ends[2 * $0 + 1]) })
      }
    }
    return (0..<count).map { period in
      let (median, ends) = intervals(period)
      return ForecastMonth(
        month: month(period), median: median,
        intervals: zip(coverages, ends).map { coverage, ends in
          let half = coverage * unit * median / 2
          return ForecastInterval(
            coverage: coverage, lower: min(ends.0, median - half), upper: max(ends.1, median + half))
        },
        varianceShares: Self.shares)
    }
  }

  /// The forecast of a series.
  ///
  /// - Parameters:
  ///   - name: the forecaster.
  ///   - series: its figures.
  ///   - coverages: the probabilities of the intervals.
  ///   - step: months between periods.
  ///   - method: how the distributions were computed.
  ///   - unconverged: the forecasters whose search for parameters did not end at a minimum.
  /// - Returns: the forecast of all periods.
  /// - Throws: ``ForecastError/notFinite(month:)``.
  func forecast(
    _ name: String, _ series: RegularSeries, _ coverages: [Double], step: Int, method: Forecast.Method,
    unconverged: [String] = []
  ) throws(ForecastError) -> Forecast {
    let months = months(coverages, unit: series.rounding) { series.last.advanced(by: step * ($0 + 1)) }
    if let lost = months.first(where: { !$0.isFinite }) { throw .notFinite(month: lost.month) }
    return Forecast(
      name: name, origin: series.last, originUsers: series.values[series.values.count - 1], coverages: coverages,
      months: months, method: method, unconverged: unconverged)
  }

  /// The number of periods.
  private var count: Int {
    switch self {
    case .logarithmic(let distributions): distributions.count
    case .gaussian(let centres, _), .drawn(let centres, _): centres.count
    }
  }

  private static func widening(
    _ distributions: [LogDistribution], _ coverages: [Double]
  ) -> (Int) -> (median: Double, ends: [(Double, Double)]) {
    var halves = [[Double]](repeating: [], count: coverages.count)
    for (index, coverage) in coverages.enumerated() {
      var widest = 0.0
      for distribution in distributions {
        widest = max(widest, distribution.halfWidth(coverage: coverage))
        halves[index].append(widest)
      }
    }
    return { period in
      let centre = distributions[period].centre
      return (
        .exp(centre),
        halves.map {
          (.exp(centre - $0[period]), .exp(min(centre + $0[period], max(centre, distributions[period].most))))
        }
      )
    }
  }

  private static let shares = [
    VarianceShare(source: .parameters, share: 0), VarianceShare(source: .innovations, share: 1),
  ]
}
