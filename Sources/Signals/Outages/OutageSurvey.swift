import Parallel
import Series

/// The outages of a service in all files of signals about it, and their sums by month.
public struct OutageSurvey: Sendable {
  /// How signals are read.
  public struct Options: Sendable {
    /// The zone of the users' clocks, and of months.
    public var zone = ClockZone.utc
    /// The weights of countries, parts and severities.
    public var weights = SignalWeights()
    /// Whether maintenance counts as an outage.
    public var keepsMaintenance = false
    /// The beginning of the logs; nil for their first time.
    public var since: Instant?
    /// The end of the logs; nil for their last time.
    public var until: Instant?
    /// How late logs are; nil where their times are exact.
    public var delay: ReportingDelay?
    /// The seed of the draws.
    public var seed: UInt64 = 1

    /// UTC, all weights 1 but those of severities, without maintenance.
    public init() {}
  }

  /// The counts, joined by country and part.
  public let counts: [ReportCounts]
  /// What was found in them.
  public let detectors: [OutageDetector]
  /// The incidents; nil without logs.
  public let log: IncidentLog?
  /// The sums by month, and the outages.
  public let months: OutageMonths
  /// The beginning of the signals.
  public let from: Instant
  /// Their end.
  public let until: Instant

  /// Finds outages in counts, adds the incidents of logs, and sums them by month.
  ///
  /// - Parameters:
  ///   - files: at least one.
  ///   - options: how they are read.
  /// - Throws: ``SignalError``.
  public init(_ files: [SignalFile], options: Options = Options()) throws(SignalError) {
    var (counts, incidents): ([ReportCounts], [Incident]) = ([], [])
    for file in files {
      switch file {
      case .counts(let more): counts += more
      case .incidents(let more): incidents += more
      }
    }
    counts = try ReportCounts.joined(counts)
    let series = counts
    let found = Workers.map(series.count) { place in
      Result { () throws(SignalError) in try OutageDetector(series[place], zone: options.zone) }
    }
    var detectors: [OutageDetector] = []
    for result in found { detectors.append(try result.get()) }
    let counted = try CountedOutages(counts, found: detectors, weights: options.weights)
    let log =
      incidents.isEmpty
      ? nil
      : try IncidentLog(
        incidents, weights: options.weights, from: options.since, until: options.until,
        keepsMaintenance: options.keepsMaintenance, delay: options.delay)
    let begins = (counts.isEmpty ? [] : [counted.from]) + (log.map { [$0.from] } ?? [])
    let ends = (counts.isEmpty ? [] : [counted.until]) + (log.map { [$0.until] } ?? [])
    guard let from = begins.min(), let until = ends.max() else { throw .noRows(file: "the files") }
    guard until.seconds - from.seconds < Self.longest else {
      throw .tooLong(from: from.description, until: until.description)
    }
    months = try OutageMonths(
      counted.disruptions + (log?.disruptions ?? []), from: from, until: until, steps: counted.steps,
      zone: options.zone, weights: options.weights, seed: options.seed
    ) { range in
      let ofCounts = counts.isEmpty ? 0 : counts.reduce(0) { $0 + $1.coverage(of: range) } / Double(counts.count)
      let ofLog =
        log.map { Double(range.clamped(to: $0.from.seconds..<max($0.from.seconds, $0.until.seconds)).count) } ?? 0
      return max(ofCounts, ofLog / Double(range.count))
    }
    (self.counts, self.detectors, self.log, self.from, self.until) = (counts, detectors, log, from, until)
  }

  /// Nobody watches a service for fifty years.
  private static let longest = 50 * 366 * 86_400

  /// The months that signals cover as a whole, which can be drivers.
  public var wholeMonths: [Int] { months.rows.indices.filter { months.rows[$0].covered > 0.97 } }
}

extension ReportCounts {
  /// Counts of the same country and part from several files, one after another.
  ///
  /// - Throws: ``SignalError/otherStep(_:_:)`` or ``SignalError/overlap(_:at:)``.
  static func joined(_ all: [ReportCounts]) throws(SignalError) -> [ReportCounts] {
    var result: [ReportCounts] = []
    for counts in all.sorted(by: { $0.start < $1.start }) {
      guard let place = result.firstIndex(where: { $0.country == counts.country && $0.part == counts.part }) else {
        result.append(counts)
        continue
      }
      let before = result[place]
      let distance = counts.start.seconds - before.start.seconds
      guard counts.step == before.step, distance % before.step == 0 else {
        throw .otherStep(counts.name, ReportTable.words(before.step))
      }
      guard distance / before.step >= before.counts.count else {
        throw .overlap(counts.name, at: counts.start.description)
      }
      let gap = [Double](repeating: .nan, count: distance / before.step - before.counts.count)
      result[place] = ReportCounts(
        country: before.country, part: before.part, start: before.start, step: before.step,
        counts: before.counts + gap + counts.counts)
    }
    // In the order of the files.
    return all.reduce(into: [ReportCounts]()) { ordered, counts in
      guard !ordered.contains(where: { $0.country == counts.country && $0.part == counts.part }) else { return }
      ordered += result.filter { $0.country == counts.country && $0.part == counts.part }
    }
  }

  /// Country and part for messages.
  var name: String {
    let names = [country, part].compactMap { $0 }
    return names.isEmpty ? "the counts" : names.joined(separator: ", ")
  }
}
