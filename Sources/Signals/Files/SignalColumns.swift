/// The names of columns, and of keys in JSON, where they are not the usual ones.
public struct SignalColumns: Sendable, Equatable {
  /// What a column holds.
  public enum Role: String, Sendable, CaseIterable {
    case time, reports, country, part, start, end, severity
  }

  /// The names that were stated.
  public var names: [Role: String] = [:]

  /// The usual names.
  public init() {}

  /// The name of a column of CSV: the stated one, or that of its role.
  func name(_ role: Role) -> String { names[role] ?? role.rawValue }

  /// The keys under which JSON may have it: the stated one, or those of monitors, status pages and alerts.
  func keys(_ role: Role) -> [String] {
    if let name = names[role] { return [name] }
    return switch role {
    case .time: ["time", "date", "pointInTime", "timestamp"]
    case .reports: ["reports", "value", "total", "count"]
    case .country: ["country"]
    case .part: ["part", "component"]
    case .start: ["start", "started_at", "startsAt", "customer_impact_start", "start_at"]
    case .end: ["end", "resolved_at", "endsAt", "customer_impact_end", "end_at"]
    case .severity: ["severity", "impact"]
    }
  }
}
