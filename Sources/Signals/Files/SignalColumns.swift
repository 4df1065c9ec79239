/// The names of columns, and of keys in JSON, where they are not the usual ones.
public struct SignalColumns: Sendable, Equatable {
  /// What a column holds.
  public enum Role: String, Sendable, CaseIterable {
    case time, reports, country, part, start, end, severity, text, language, score, label, predicted
  }

  /// Which number of a date such as 1/2/2023 is the day; nil where that is not stated.
  public var dates: SignalDates?

  /// The names that were stated.
  public var names: [Role: String] = [:]

  /// The usual names.
  public init() {}

  /// The name of a column of CSV: the stated one, or that of its role.
  func name(_ role: Role) -> String { names[role] ?? role.rawValue }

  /// The place of a column of posts: of the stated one, or of the first usual one that there is.
  func place(_ role: Role, in header: [String]) -> Int? {
    keys(role).lazy.compactMap { header.firstIndex(of: $0) }.first
  }

  /// The keys under which JSON may have it, and columns of posts: the stated one, or those of monitors, status pages, alerts and networks.
  func keys(_ role: Role) -> [String] {
    if let name = names[role] { return [name] }
    return switch role {
    case .time: ["time", "date", "pointInTime", "timestamp", "created_at", "createdAt", "created_utc"]
    case .reports: ["reports", "value", "total", "count"]
    case .country: ["country"]
    case .part: ["part", "component"]
    case .start: ["start", "started_at", "startsAt", "customer_impact_start", "start_at"]
    case .end: ["end", "resolved_at", "endsAt", "customer_impact_end", "end_at"]
    case .severity: ["severity", "impact"]
    case .text: ["text", "body", "content"]
    case .language: ["language", "lang", "langs"]
    case .score: ["score"]
    case .label: ["label"]
    case .predicted: ["predicted"]
    }
  }
}
