import RealModule
import Sampling
import Series

/// Outages by month with their errors.
public struct OutageMonths: Sendable {
  /// A quantity of a month.
  public struct Value: Sendable, Equatable {
    /// What the sources tell: the outages found, at their likeliest length.
    public let told: Double
    /// The mean of the draws: with outages that were not found, without false alarms.
    public let mean: Double
    /// The standard deviation of the draws.
    public let standardError: Double
    /// The 5 % and 95 % mid-quantiles of the draws: of counts they lie between whole numbers.
    public let lower90: Double
    /// The upper one.
    public let upper90: Double

    fileprivate init(_ draws: [Double], told: Double) {
      self.told = told
      // Without errors the figures are those told, to the last digit.
      guard !draws.allSatisfy({ abs($0 - told) <= 1e-9 * told }) else {
        (mean, standardError, lower90, upper90) = (told, 0, told, told)
        return
      }
      let mean = draws.reduce(0, +) / Double(draws.count)
      let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let ends = OutageMonths.midQuantiles(draws.sorted(), [0.05, 0.95])
      (self.mean, standardError, lower90, upper90) = (
        mean, .sqrt(squares / Double(draws.count - 1)), ends[0], ends[1]
      )
    }
  }

  /// A month.
  public struct Row: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The share of the month for which there are signals.
    public let covered: Double
    /// The number of outages that began.
    public let outages: Value
    /// Hours with an outage.
    public let hours: Value
    /// Hours times the share of users who were hit.
    public let weightedHours: Value
  }

  /// The months in order.
  public let rows: [Row]
  /// The outages found.
  public let outages: [ServiceOutage]
  /// What the errors of all months have in common: by draw, of every month outages, hours and weighted hours, without what a month has alone.
  public let commonDraws: [[[Double]]]

  /// The number of draws.
  public static let drawCount = 400

  /// Sums disruptions by month.
  ///
  /// - Parameters:
  ///   - disruptions: those found.
  ///   - from: the beginning of the signals.
  ///   - until: their end.
  ///   - steps: how many steps of counts were searched; 0 for logs alone, in which nothing is overlooked.
  ///   - zone: the zone of months.
  ///   - weights: of countries; those of parts and severities are the disruptions' own.
  ///   - seed: of the draws.
  ///   - coverage: the share of a stretch of seconds for which there are signals; nil where there are all from beginning to end.
  /// - Throws: ``SignalError/noWeight(_:name:known:)``.
  public init(
    _ disruptions: [Disruption], from: Instant, until: Instant, steps: Int, zone: ClockZone, weights: SignalWeights,
    seed: UInt64 = 1, coverage: ((Range<Int>) -> Double)? = nil
  ) throws(SignalError) {
    let outages = ServiceOutage.united(disruptions)
    self.outages = outages
    let first = zone.month(of: from.seconds)
    let last = zone.month(of: max(until.seconds - 1, from.seconds))
    let months = (0...first.distance(to: last)).map { first.advanced(by: $0) }
    let borders = (months + [last.advanced(by: 1)]).map { zone.start(of: $0) }
    let covered = months.indices.map { month in
      if let coverage { return coverage(borders[month]..<borders[month + 1]) }
      let (begin, end) = (max(borders[month], from.seconds), min(borders[month + 1], until.seconds))
      return Double(max(0, end - begin)) / Double(borders[month + 1] - borders[month])
    }
    let names = Array(Set(disruptions.compactMap(\.country))).sorted()
    let shares = try names.map { name throws(SignalError) in try weights.country(name) }
    let empty = DisruptionSum(
      borders: borders, shares: weights.countries.isEmpty ? names.map { _ in 1 / Double(names.count) } : shares)
    func stretch(_ disruption: Disruption, _ time: (start: Int, end: Int)) -> DisruptionSum.Stretch {
      DisruptionSum.Stretch(
        start: time.start, end: time.end, country: disruption.country.flatMap { names.firstIndex(of: $0) } ?? -1,
        weight: disruption.weight)
    }
    var told = empty
    let all = disruptions.map { stretch($0, ($0.start.seconds, $0.end.seconds)) }
    var sorted = all
    told.add(&sorted)
    let unseen = steps > 0 ? UnseenOutages(outages, steps: steps) : nil
    var draws: [[[Double]]] = []
    var expected: [UnseenOutages.Expected?] = []
    for number in 0..<Self.drawCount {
      var stream = RandomStream(seed: seed, index: number)
      var sum = empty
      var drawn: [DisruptionSum.Stretch] = []
      drawn.reserveCapacity(all.count)
      for (disruption, usual) in zip(disruptions, all)
      where disruption.certainty >= 1 || stream.uniform() < disruption.certainty {
        let time = disruption.draw(&stream)
        drawn.append(.init(start: time.start, end: time.end, country: usual.country, weight: usual.weight))
      }
      sum.add(&drawn)
      expected.append(unseen?.add(to: &sum, covered: covered, &stream))
      draws.append([sum.outages, sum.hours, sum.weighted])
    }
    let rows = months.indices.map { month in
      func value(_ quantity: Int, _ told: [Double]) -> Value {
        Value(draws.map { $0[quantity][month] }, told: told[month])
      }
      return Row(
        month: months[month], covered: covered[month], outages: value(0, told.outages), hours: value(1, told.hours),
        weightedHours: value(2, told.weighted))
    }
    self.rows = rows
    commonDraws = Self.common(rows, expected)
  }

  /// The months with what each draw expects of outages that were not found, in place of the mean of what they all expect.
  private static func common(_ rows: [Row], _ expected: [UnseenOutages.Expected?]) -> [[[Double]]] {
    let known = expected.compactMap { $0 }.map { [$0.outages, $0.hours, $0.weightedHours] }
    let means = (0..<3).map { quantity in known.reduce(0) { $0 + $1[quantity] } / Double(max(1, known.count)) }
    return expected.indices.map { number in
      (0..<3).map { quantity in
        let shift = known.isEmpty ? 0 : known[number][quantity] - means[quantity]
        return rows.map { [$0.outages, $0.hours, $0.weightedHours][quantity].mean + shift * $0.covered }
      }
    }
  }

  /// Quantiles of the distribution in which every value counts half below and half above itself, with straight lines between values, so that
  /// intervals of counts hold what they promise.
  ///
  /// Source: Y. Ma, M. G. Genton and E. Parzen, Annals of the Institute of Statistical Mathematics 63 (2011), 227.
  package static func midQuantiles(_ sorted: [Double], _ probabilities: [Double]) -> [Double] {
    var values: [Double] = []
    var middles: [Double] = []
    var first = 0
    while first < sorted.count {
      var next = first
      while next < sorted.count, sorted[next] == sorted[first] { next += 1 }
      values.append(sorted[first])
      middles.append(Double(first + next) / Double(2 * sorted.count))
      first = next
    }
    return probabilities.map { probability in
      guard let above = middles.firstIndex(where: { $0 >= probability }) else { return values[values.count - 1] }
      guard above > 0 else { return values[0] }
      let share = (probability - middles[above - 1]) / (middles[above] - middles[above - 1])
      return values[above - 1] + share * (values[above] - values[above - 1])
    }
  }
}
