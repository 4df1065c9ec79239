/// What counts of reports tell: outages by country and part.
public struct CountedOutages: Sendable {
  /// The disruptions of all countries and parts.
  public let disruptions: [Disruption]
  /// The steps that were searched.
  public let steps: Int
  /// The beginning of the counts.
  public let from: Instant
  /// Their end.
  public let until: Instant

  /// Gives the outages of counts a certainty and a weight.
  ///
  /// - Parameters:
  ///   - counts: of one country and part each, at least one.
  ///   - found: what a detector found in them, in the same order.
  ///   - weights: of parts.
  /// - Throws: ``SignalError/noWeight(_:name:known:)``.
  public init(_ counts: [ReportCounts], found: [OutageDetector], weights: SignalWeights) throws(SignalError) {
    let steps = counts.reduce(0) { $0 + $1.counts.count }
    self.steps = steps
    let strengths = OutageStrengths(found.flatMap { $0.outages.map(\.strength) }, steps: steps)
    var disruptions: [Disruption] = []
    for (counts, detector) in zip(counts, found) {
      let weight = try weights.part(counts.part)
      for outage in detector.outages {
        disruptions.append(
          Disruption(
            start: Instant(seconds: counts.time(outage.first)), end: Instant(seconds: counts.time(outage.last + 1)),
            peakTime: Instant(seconds: counts.time(outage.peakPlace)), peak: outage.peak, reports: outage.reports,
            usual: outage.usual, severity: nil, country: counts.country, parts: counts.part.map { [$0] } ?? [],
            weight: weight,
            certainty: strengths.certainty(outage.strength), strength: outage.strength,
            extent: .steps(outage.edges, origin: counts.start.seconds, step: counts.step)))
      }
    }
    self.disruptions = disruptions
    from = Instant(seconds: counts.map(\.start.seconds).min() ?? 0)
    until = Instant(seconds: counts.map { $0.time($0.counts.count) }.max() ?? 0)
  }
}
