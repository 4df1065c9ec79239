/// How much of a service's users a disruption reaches: by country, part and severity.
public struct SignalWeights: Sendable, Equatable {
  /// The share of the users of every country; empty where countries do not count.
  public var countries: [String: Double] = [:]
  /// The weight of every part; empty where parts do not count.
  public var parts: [String: Double] = [:]
  /// The weight of words of severity, in lower case.
  public var severities: [String: Double] = usualSeverities

  /// What logs call severities: of a major one all users know, of a partial one three in ten, of a degraded one none.
  public static let usualSeverities: [String: Double] = [
    "critical": 1, "major": 1, "major_outage": 1, "high": 1, "outage": 1, "down": 1, "p1": 1, "sev1": 1,
    "partial": 0.3, "partial_outage": 0.3, "minor": 0.3, "medium": 0.3, "p2": 0.3, "sev2": 0.3, "warning": 0.3,
    "degraded": 0, "degraded_performance": 0, "low": 0, "none": 0, "info": 0, "operational": 0, "p3": 0, "sev3": 0,
  ]

  /// Words for maintenance, which is left out unless it is asked for.
  static let maintenance: Set<String> = ["maintenance", "under_maintenance", "scheduled"]

  /// Weights of 1 for all countries and parts, and the usual ones of severities.
  public init() {}

  /// The weight of a country among all users.
  func country(_ name: String?) throws(SignalError) -> Double {
    guard let name, !countries.isEmpty else { return 1 }
    guard let weight = countries[name] else {
      throw .noWeight("country", name: name, known: countries.keys.sorted())
    }
    return weight
  }

  /// The weight of a part.
  func part(_ name: String?) throws(SignalError) -> Double {
    guard let name, !parts.isEmpty else { return 1 }
    guard let weight = parts[name] else { throw .noWeight("part", name: name, known: parts.keys.sorted()) }
    return weight
  }
}
