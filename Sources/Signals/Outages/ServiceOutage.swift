/// An outage of a service: all disruptions that overlap, whichever countries, parts and sources they come from.
public struct ServiceOutage: Sendable, Equatable {
  /// Its disruptions by their beginning.
  public let disruptions: [Disruption]

  /// The beginning of the first.
  public var start: Instant { disruptions.map(\.start).min() ?? Instant(seconds: 0) }
  /// The end of the last.
  public var end: Instant { disruptions.map(\.end).max() ?? Instant(seconds: 0) }
  /// The disruption with the most reports in a step; nil where there are incidents only.
  public var loudest: Disruption? {
    disruptions.filter { $0.peak != nil }.max { ($0.peak ?? 0) < ($1.peak ?? 0) }
  }
  /// How likely it is that there was one.
  public var certainty: Double { 1 - disruptions.reduce(1) { $0 * (1 - $1.certainty) } }
  /// The largest strength; nil where there are incidents only.
  public var strength: Double? { disruptions.compactMap(\.strength).max() }
  /// Whether counts alone tell of it.
  public var isCounted: Bool { disruptions.allSatisfy { $0.strength != nil } }
  /// The countries, in the order of their beginning.
  public var countries: [String] { Self.distinct(disruptions.compactMap(\.country)) }
  /// The parts, in the order of their beginning.
  public var parts: [String] { Self.distinct(disruptions.flatMap(\.parts)) }
  /// The severity with the largest weight; nil where none is told.
  public var severity: String? {
    disruptions.filter { $0.severity != nil }.max { $0.weight < $1.weight }?.severity
  }
  /// Its length in hours.
  public var hours: Double { Double(end.seconds - start.seconds) / 3600 }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Unites disruptions that overlap or meet.
  public static func united(_ disruptions: [Disruption]) -> [ServiceOutage] {
    var groups: [[Disruption]] = []
    var end = Instant(seconds: .min)
    for disruption in disruptions.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if disruption.start <= end, !groups.isEmpty {
        groups[groups.count - 1].append(disruption)
      } else {
        groups.append([disruption])
      }
      end = max(end, disruption.end)
    }
    return groups.map { ServiceOutage(disruptions: $0) }
  }
}
