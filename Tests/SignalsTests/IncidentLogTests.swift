import RealModule
import Sampling
import Series
import SeriesIO
import Signals
import Testing

@Suite("Incident logs")
struct IncidentLogTests {
  private func instant(_ text: String) throws -> Instant { try Instant(parsing: text, zone: .utc, option: "") }

  private func incident(
    _ start: String, _ end: String?, _ severity: String? = nil, parts: [String] = []
  ) throws -> Incident {
    Incident(start: try instant(start), end: try end.map { try instant($0) }, severity: severity, parts: parts)
  }

  @Test("Union, clipping, open ends, maintenance and harmless ones")
  func log() throws {
    let incidents = [
      try incident("2023-01-31T23:00", "2023-02-01T02:00", "major"),
      try incident("2023-02-01T01:00", "2023-02-01T03:00", "minor"),
      try incident("2023-02-10T00:00", "2023-02-10T05:00", "maintenance"),
      try incident("2023-02-11T00:00", "2023-02-11T05:00", "none"),
      try incident("2023-02-28T22:00", nil, "critical"), try incident("2023-03-05T00:00", "2023-03-05T01:00"),
    ]
    let log = try IncidentLog(incidents, weights: SignalWeights(), until: instant("2023-03-01T00:00"))
    #expect(log.maintenance == 1 && log.harmless == 1 && log.open == 1 && log.outside == 1)
    let months = try OutageMonths(
      log.disruptions, from: log.from, until: log.until, steps: 0, zone: .utc, weights: SignalWeights())
    #expect(months.rows.map(\.hours.told) == [1, 5] && months.rows.map(\.outages.told) == [1, 1])
    // From 2 to 3 o'clock only three in ten were hit.
    #expect(abs(months.rows[1].weightedHours.told - 4.3) < 1e-12)
    #expect(months.rows.allSatisfy { $0.hours.standardError == 0 && $0.hours.mean == $0.hours.told })
    let longer = try IncidentLog(
      incidents, weights: SignalWeights(), from: instant("2023-01-01"), until: instant("2023-04-01"))
    let survey = try OutageMonths(
      longer.disruptions, from: longer.from, until: longer.until, steps: 0, zone: .utc, weights: SignalWeights())
    #expect(survey.rows.map(\.covered) == [1, 1, 1] && longer.outside == 0)
    let kept = try IncidentLog(incidents, weights: SignalWeights(), keepsMaintenance: true)
    #expect(kept.maintenance == 0 && kept.disruptions.count == 5)
  }

  @Test("Of several parts the worst counts; parts and words without a weight are refused")
  func weights() throws {
    var weights = SignalWeights()
    weights.parts = ["feed": 0.3, "profile": 0.1]
    let both = try incident("2023-02-01T00:00", "2023-02-01T10:00", "major", parts: ["profile", "feed"])
    #expect(try IncidentLog([both], weights: weights).disruptions[0].weight == 0.3)
    #expect(throws: SignalError.noWeight("part", name: "search", known: ["feed", "profile"])) {
      try IncidentLog([incident("2023-02-01T00:00", "2023-02-01T10:00", parts: ["search"])], weights: weights)
    }
    #expect(throws: SignalError.self) {
      try IncidentLog([incident("2023-02-01T00:00", "2023-02-01T10:00", "catastrophe")], weights: weights)
    }
    weights.severities["catastrophe"] = 0.9
    let named = try incident("2023-02-01T00:00", "2023-02-01T10:00", "Catastrophe")
    #expect(try IncidentLog([named], weights: weights).disruptions[0].weight == 0.9)
  }

  @Test("Drawn lengths have the correlation and medians of GitHub's page")
  func delay() {
    var stream = RandomStream(seed: 2, index: 0)
    // Durations on the page: ln minutes with mean 4.14 (63 minutes) and standard deviation 0.95.
    let pairs = (0..<20_000).map { _ -> (Double, Double) in
      let told = Double.exp(4.14 + 0.95 * stream.normal())
      let drawn = ReportingDelay.statusPage.draw(0, Int(60 * told), &stream)
      return (Double.log(told), Double.log(Double(drawn.end - drawn.start) / 60))
    }
    let n = Double(pairs.count)
    let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / n, pairs.reduce(0) { $0 + $1.1 } / n)
    let xy = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    let xx = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    let yy = pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
    #expect(abs(xy / .sqrt(xx * yy) - 0.64) < 0.02)
    #expect(abs(Double.exp(y) / 105 - 1) < 0.05)
  }
}
