import Sampling

/// A stretch of time in which a part of a service did not work, as one source tells it.
public struct Disruption: Sendable, Equatable {
  /// Its beginning.
  public let start: Instant
  /// Its end.
  public let end: Instant
  /// The time of the most reports; nil for incidents.
  public let peakTime: Instant?
  /// The most reports in a step; nil for incidents.
  public let peak: Double?
  /// All reports; nil for incidents.
  public let reports: Double?
  /// How many would be usual in that time; nil for incidents.
  public let usual: Double?
  /// The severity in the words of the log; nil for counts.
  public let severity: String?
  /// The country; nil for all.
  public let country: String?
  /// The parts of the service; empty for all.
  public let parts: [String]
  /// The weight of severity and parts.
  public let weight: Double
  /// How likely it is that it was one.
  public let certainty: Double
  /// The excess relative to the least one that is found; nil for incidents.
  public let strength: Double?
  /// How long it may really have been.
  let extent: Extent

  /// What is known about the true beginning and end.
  enum Extent: Sendable, Equatable {
    /// As told.
    case exact
    /// Steps of counts.
    case steps(OutageEdges, origin: Int, step: Int)
    /// A log with delays.
    case log(ReportingDelay)
  }

  /// A beginning and end that are drawn.
  func draw(_ stream: inout RandomStream) -> (start: Int, end: Int) {
    switch extent {
    case .exact: return (start.seconds, end.seconds)
    case .log(let delay): return delay.draw(start.seconds, end.seconds, &stream)
    case .steps(let edges, let origin, let step):
      let (before, after) = edges.draw(&stream)
      let (first, last) = (origin + step * edges.core.lowerBound, origin + step * (edges.core.upperBound + 1))
      // Cannot trap: as many seconds as a few steps have.
      return (first - Int(Double(step) * before), last + Int(Double(step) * after))
    }
  }

  /// Its length in hours; of steps that belong to it in part the expected one.
  var hours: Double {
    guard case .steps(let edges, _, let step) = extent, edges.parts > 1 else {
      return Double(end.seconds - start.seconds) / 3600
    }
    return edges.length * Double(step) / 3600
  }
}
