import Drivers
import LeastSquares
import RealModule
import Sampling
import Series
import Univariate

/// The draws of a simulation: ln U by month and draw.
public struct SimulatedPaths: Sendable, Equatable {
  /// [month][draw].
  public private(set) var values: [[Double]]
  private var parameterMoments: [DrawMoments]
  private var innovationMoments: [DrawMoments]
  private var driverMoments: [DrawMoments]
  private let hasDrivers: Bool

  init(months: Int, draws: Int, hasDrivers: Bool = false) {
    var empty: [Double] = []
    empty.reserveCapacity(draws)
    values = .init(repeating: empty, count: months)
    parameterMoments = .init(repeating: DrawMoments(), count: months)
    innovationMoments = parameterMoments
    driverMoments = parameterMoments
    self.hasDrivers = hasDrivers
  }

  /// Adds one month of the next draws.
  ///
  /// - Parameters:
  ///   - month: its index.
  ///   - lanes: the number of lanes that are draws.
  ///   - all: ln U with all sources of uncertainty.
  ///   - alone: its deviation from the centre with each source alone.
  mutating func record(
    _ month: Int, _ lanes: Int, all: Lanes, alone: (parameters: Lanes, innovations: Lanes, drivers: Lanes)
  ) {
    for lane in 0..<lanes { values[month].append(all[lane]) }
    parameterMoments[month].add(alone.parameters, lanes)
    innovationMoments[month].add(alone.innovations, lanes)
    if hasDrivers { driverMoments[month].add(alone.drivers, lanes) }
  }

  /// Medians, intervals and variance shares (each source alone, relative to their sum).
  ///
  /// - Parameters:
  ///   - months: the months of the rows.
  ///   - coverages: the probabilities of the intervals.
  /// - Returns: one forecast per month.
  public func summary(months: Range<Month>, coverages: [Double]) -> [ForecastMonth] {
    months.enumerated().map { index, month in
      let ends = quantiles(of: values[index], probabilities: centralProbabilities(coverages))
      return ForecastMonth(
        month: month, median: .exp(ends[0]),
        intervals: centralIntervals(ends.map { .exp($0) }, coverages: coverages),
        varianceShares: VarianceShare.of(
          parameters: parameterMoments[index].variance, innovations: innovationMoments[index].variance,
          drivers: driverMoments[index].variance))
    }
  }
}
