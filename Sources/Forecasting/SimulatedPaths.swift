import ChurnModels
import RealModule
import Series

/// The draws of a simulation: ln U by design, month and draw.
public struct SimulatedPaths: Sendable, Equatable {
  /// [design][month][draw].
  public private(set) var values: [[[Double]]]
  private var parameterMoments: [[Moments]]
  private var innovationMoments: [[Moments]]
  private var driverMoments: [[Moments]]
  private let hasDrivers: Bool

  init(designs: Int, months: Int, draws: Int, hasDrivers: Bool = false) {
    let empty = [Double](repeating: 0, count: draws)
    values = .init(repeating: .init(repeating: empty, count: months), count: designs)
    parameterMoments = .init(repeating: .init(repeating: Moments(), count: months), count: designs)
    innovationMoments = parameterMoments
    driverMoments = parameterMoments
    self.hasDrivers = hasDrivers
  }

  /// Follows one draw of an outlook with all sources of uncertainty, and with each alone.
  mutating func record(
    _ design: Int, draw: Int, outlook: GrowthOutlook, drifts: [Double], parameters: [Double], meanDrifts: [Double],
    mean: [Double], errors: [Double], driven: [Double]
  ) {
    var level = outlook.start
    var parametersOnly = level
    var innovationsOnly = level
    var driversOnly = level
    for month in drifts.indices {
      level = outlook.carried(level, parameters) + drifts[month] + errors[month] + driven[month]
      parametersOnly = outlook.carried(parametersOnly, parameters) + drifts[month]
      innovationsOnly = outlook.carried(innovationsOnly, mean) + meanDrifts[month] + errors[month]
      values[design][month][draw] = level
      parameterMoments[design][month].add(parametersOnly)
      innovationMoments[design][month].add(innovationsOnly)
      if hasDrivers {
        driversOnly = outlook.carried(driversOnly, mean) + meanDrifts[month] + driven[month]
        driverMoments[design][month].add(driversOnly)
      }
    }
  }

  /// Takes in one draw of the only design, all sources together and each alone.
  mutating func record(
    draw: Int, all: [Double], parametersOnly: [Double], innovationsOnly: [Double], driversOnly: [Double]
  ) {
    for month in all.indices {
      values[0][month][draw] = all[month]
      parameterMoments[0][month].add(parametersOnly[month])
      innovationMoments[0][month].add(innovationsOnly[month])
      if hasDrivers { driverMoments[0][month].add(driversOnly[month]) }
    }
  }

  /// Whether every draw of a design is a number of users.
  public func isFinite(design: Int) -> Bool {
    values[design].allSatisfy { $0.allSatisfy { abs($0) < 700 } }
  }

  /// The shares of the variance of ln U by source: each source alone, relative to their sum.
  public func varianceShares(_ design: Int, month: Int) -> [VarianceShare] {
    VarianceShare.of([
      .parameters: parameterMoments[design][month].variance, .innovations: innovationMoments[design][month].variance,
      .drivers: driverMoments[design][month].variance,
    ])
  }
}

extension SimulatedPaths {
  /// Medians, intervals and variance shares of a design.
  ///
  /// - Parameters:
  ///   - design: the index of the design.
  ///   - months: the months of its rows.
  ///   - levels: the probabilities of the intervals.
  /// - Returns: one forecast a month.
  public func summary(design: Int, months: Range<Month>, levels: [Double]) -> [ForecastMonth] {
    months.enumerated().map { index, month in
      let (median, intervals) = centralIntervals(of: values[design][index], levels: levels)
      return ForecastMonth(
        month: month, median: .exp(median),
        intervals: intervals.map {
          ForecastInterval(level: $0.level, lower: .exp($0.lower), upper: .exp($0.upper))
        },
        varianceShares: varianceShares(design, month: index))
    }
  }

  /// Users of a design less those of another in the same draw.
  ///
  /// - Parameters:
  ///   - design: the index of the design.
  ///   - reference: the index of the design that is subtracted.
  ///   - months: the months of their rows.
  ///   - levels: the probabilities of the intervals.
  /// - Returns: one difference a month.
  public func differences(
    design: Int, from reference: Int, months: Range<Month>, levels: [Double]
  ) -> [UsersDifference] {
    months.enumerated().map { index, month in
      let draws = zip(values[design][index], values[reference][index]).map { Double.exp($0) - .exp($1) }
      let (median, intervals) = centralIntervals(of: draws, levels: levels)
      return UsersDifference(month: month, median: median, intervals: intervals)
    }
  }
}

/// Users gained (or lost, below 0) in a month against a reference.
public struct UsersDifference: Sendable, Equatable {
  /// The month.
  public let month: Month
  /// The median, in users.
  public let median: Double
  /// One interval a level, in users.
  public let intervals: [ForecastInterval]
}

/// The median and the central intervals of a sample.
private func centralIntervals(
  of sample: [Double], levels: [Double]
) -> (median: Double, intervals: [ForecastInterval]) {
  let ends = quantiles(of: sample, probabilities: [0.5] + levels.flatMap { [(1 - $0) / 2, (1 + $0) / 2] })
  let intervals = levels.indices.map {
    ForecastInterval(level: levels[$0], lower: ends[1 + 2 * $0], upper: ends[2 + 2 * $0])
  }
  return (ends[0], intervals)
}

/// Running mean and variance (Welford 1962).
private struct Moments: Sendable, Equatable {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }

  var variance: Double { count > 1 ? squares / (count - 1) : 0 }
}
