import Series

/// Incidents of a log become disruptions: clipped to the time of the log, those still open ended with it, maintenance left out unless it is asked for.
public struct IncidentLog: Sendable {
  /// The disruptions in the order of the log.
  public let disruptions: [Disruption]
  /// The beginning of the log: of its first incident, unless stated.
  public let from: Instant
  /// The end of the log: of its last incident, unless stated.
  public let until: Instant
  /// How many incidents were maintenance and left out.
  public let maintenance: Int
  /// How many incidents, as the log says, hit nobody, and were left out.
  public let harmless: Int
  /// How many were still open; they end with the log.
  public let open: Int
  /// How many lay outside the time of the log.
  public let outside: Int

  /// What a log means.
  ///
  /// - Parameters:
  ///   - incidents: at least one.
  ///   - weights: of severities and parts; of several parts the worst counts.
  ///   - from: the beginning of the log; nil for its first time.
  ///   - until: the end of the log; nil for its last time.
  ///   - keepsMaintenance: whether maintenance counts as an outage.
  ///   - delay: how late the log is; nil where its times are exact.
  /// - Throws: ``SignalError/noWeight(_:name:known:)`` for parts, ``SignalError/unknownSeverity(_:value:known:)``.
  public init(
    _ incidents: [Incident], weights: SignalWeights, from: Instant? = nil, until: Instant? = nil,
    keepsMaintenance: Bool = false, delay: ReportingDelay? = nil
  ) throws(SignalError) {
    let begin = from ?? incidents.map(\.start).min() ?? Instant(seconds: 0)
    let end = until ?? incidents.map { $0.end ?? $0.start }.max() ?? begin
    var disruptions: [Disruption] = []
    var (maintenance, harmless, open, outside) = (0, 0, 0, 0)
    for incident in incidents {
      if incident.isMaintenance, !keepsMaintenance {
        maintenance += 1
        continue
      }
      if incident.isHarmless {
        harmless += 1
        continue
      }
      let (start, stop) = (max(incident.start, begin), min(incident.end ?? end, end))
      guard start < stop else {
        outside += 1
        continue
      }
      if incident.end == nil { open += 1 }
      let severity = try Self.severity(of: incident, weights)
      // Without a list of parts, all of the service is hit; of several the worst counts.
      let parts = try incident.parts.map { part throws(SignalError) in try weights.part(part) }
      disruptions.append(
        Disruption(
          start: start, end: stop, peakTime: nil, peak: nil, reports: nil, usual: nil, severity: incident.severity,
          country: incident.country, parts: incident.parts, weight: severity * (parts.max() ?? 1), certainty: 1,
          strength: nil, extent: delay.map { .log($0) } ?? .exact))
    }
    self.disruptions = disruptions
    (self.from, self.until) = (begin, end)
    (self.maintenance, self.harmless, self.open, self.outside) = (maintenance, harmless, open, outside)
  }

  private static func severity(of incident: Incident, _ weights: SignalWeights) throws(SignalError) -> Double {
    guard let word = incident.severity, !incident.isMaintenance else { return 1 }
    if let weight = weights.severities[word.lowercased()] { return weight }
    throw .unknownSeverity(incident.origin, value: word, known: weights.severities.keys.sorted())
  }
}
