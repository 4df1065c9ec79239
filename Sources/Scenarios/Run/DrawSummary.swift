import Drivers
import Forecasting
import RealModule
import Sampling
import Series
import Univariate

/// A summary of the draws of one scenario.
struct DrawSummary: Sendable {
  /// Moments of the changes of ln U due to each source of uncertainty alone.
  private struct SourceMoments: Sendable {
    var parameters = DrawMoments()
    var innovations = DrawMoments()
    var drivers = DrawMoments()
  }

  /// U by month.
  private var users: DrawTable
  /// U less that of the reference, where the two summaries do not give it.
  private var differences: DrawTable?
  /// Whether a draw has overflowed.
  private var exceedsRange = false
  /// Whether ln U is kept: beyond the capacity, draws are counted in bins of equal width in logarithms.
  private let countsLogs: Bool
  private let months: Int
  /// By month: the changes of ln U due to each source of uncertainty alone.
  private var moments: [SourceMoments]
  /// The level for crossings: users that equal a threshold up to rounding do not cross it.
  private let thresholds: [Double]
  /// By threshold: the number of draws that first fell below it in each month; those that never did are not counted.
  private var firstCrossings: [[Int]]
  private var draws = 0
  private let hasReference: Bool

  init(months: Int, thresholds: [Double], capacity: Int, draws: Int, hasReference: Bool) {
    self.months = months
    let table = DrawTable(columns: months, capacity: capacity, expected: draws)
    countsLogs = draws > capacity
    users = table
    differences = hasReference && countsLogs ? table : nil
    self.hasReference = hasReference
    moments = .init(repeating: SourceMoments(), count: months)
    self.thresholds = thresholds.map { $0 * (1 - 1e-13) }
    firstCrossings = thresholds.map { _ in [Int](repeating: 0, count: months) }
  }

  /// Adds the deviations from the centre by source.
  mutating func addDeviations(_ month: Int, parameters: Lanes, innovations: Lanes, drivers: Lanes?, _ lanes: Int) {
    moments[month].parameters.add(parameters, lanes)
    moments[month].innovations.add(innovations, lanes)
    if let drivers { moments[month].drivers.add(drivers, lanes) }
  }

  /// Adds packets of draws, and the same draws of the reference.
  ///
  /// - Parameters:
  ///   - packets: the users of the scenario.
  ///   - reference: those of the reference; nil for the reference itself.
  mutating func add(_ packets: [SimulatedUsers], reference: [SimulatedUsers]?) {
    let counts = packets.map(\.count)
    users.add(packets.map { countsLogs ? $0.logarithms : $0.users }, counts)
    if let reference, differences != nil {
      differences?.add(
        zip(packets, reference).map { own, other in
          zip(own.users, other.users).map { $0 - $1 }
        }, counts)
    }
    for packet in packets { count(packet) }
  }

  /// Counts the draws of a packet that overflow, and those that cross a threshold.
  private mutating func count(_ packet: SimulatedUsers) {
    let users = packet.users
    var isInside = SIMDMask<SIMD8<Int64>>(repeating: true)
    for users in users { isInside = isInside .& (users .< 1e304) .& (users .> 1e-304) }
    if !isInside.holdsEverywhere { exceedsRange = true }
    for (index, threshold) in thresholds.enumerated() {
      var open = SIMDMask<SIMD8<Int64>>(repeating: true)
      for month in users.indices {
        let below = (users[month] .< threshold) .& open
        for lane in 0..<packet.count where below[lane] { firstCrossings[index][month] += 1 }
        open = open .& (users[month] .>= threshold)
      }
    }
    draws += packet.count
  }

  /// Adds the summary of later draws; the moments are those of the first.
  mutating func append(_ other: DrawSummary) {
    users.append(other.users)
    if other.exceedsRange { exceedsRange = true }
    for index in firstCrossings.indices {
      for month in firstCrossings[index].indices { firstCrossings[index][month] += other.firstCrossings[index][month] }
    }
    draws += other.draws
  }

  /// Whether every draw is finite.
  var isFinite: Bool { !exceedsRange && users.isWithin(.infinity) }

  /// Users by month.
  func months(from range: Range<Month>, coverages probabilities: [Double]) -> [ForecastMonth] {
    (0..<months).map { index in
      // The median of antithetic paths is their centre in logarithms.
      var (median, intervals) = users.sample(index).summary(coverages: probabilities, inLogs: !countsLogs)
      if countsLogs {
        median = .exp(median)
        intervals = intervals.map {
          ForecastInterval(coverage: $0.coverage, lower: .exp($0.lower), upper: .exp($0.upper))
        }
      }
      return ForecastMonth(
        month: range.lowerBound.advanced(by: index), median: median, intervals: intervals,
        varianceShares: VarianceShare.of(
          parameters: moments[index].parameters.variance, innovations: moments[index].innovations.variance,
          drivers: moments[index].drivers.variance))
    }
  }

  /// The difference from the reference.
  func differences(
    to reference: DrawSummary, from range: Range<Month>, coverages probabilities: [Double]
  ) -> [UsersDifference] {
    (0..<months).map { index in
      let month = range.lowerBound.advanced(by: index)
      guard hasReference else {
        return UsersDifference(
          month: month, median: 0,
          intervals: probabilities.map { ForecastInterval(coverage: $0, lower: 0, upper: 0) })
      }
      let sample = differences?.sample(index) ?? users.difference(index, less: reference.users)
      let (median, intervals) = sample.summary(coverages: probabilities)
      return UsersDifference(month: month, median: median, intervals: intervals)
    }
  }

  /// When users fall below each threshold.
  func crossings(_ stated: [Double], _ range: Range<Month>, widest: Double) -> [ThresholdCrossing] {
    stated.enumerated().map { index, threshold in
      func month(by share: Double) -> Month? {
        var sum = 0
        for (month, count) in firstCrossings[index].enumerated() {
          sum += count
          if Double(sum) >= share * Double(draws) { return range.lowerBound.advanced(by: month) }
        }
        return nil
      }
      return ThresholdCrossing(
        threshold: threshold,
        probabilityAtHorizon: users.sample(months - 1).share(
          below: countsLogs ? .log(thresholds[index]) : thresholds[index]),
        probabilityEver: Double(firstCrossings[index].reduce(0, +)) / Double(max(1, draws)), median: month(by: 0.5),
        interval: (month(by: (1 - widest) / 2), month(by: (1 + widest) / 2)))
    }
  }
}
