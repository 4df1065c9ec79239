/// The counts of series so far.
public struct BatchCounts: Sendable, Equatable, Codable {
  /// Failures of one reason.
  public struct Failures: Sendable, Equatable, Codable {
    /// Their number.
    public var count: Int
    /// The first series of them.
    public let series: String
    /// The error of that series.
    public let message: String
  }

  /// Series with a forecast or a failure.
  public internal(set) var series = 0
  /// Series that were forecast by the benchmark that replaces the model.
  public internal(set) var fallbacks = 0
  /// Failures by reason.
  public internal(set) var failures: [String: Failures] = [:]

  /// Whether the counts fit together, as those that a batch wrote do: no more failures or fallbacks than series.
  var isPlausible: Bool {
    var rest = series
    for failure in failures.values {
      guard (0...max(0, rest)).contains(failure.count) else { return false }
      rest -= failure.count
    }
    return rest >= 0 && (0...rest).contains(fallbacks)
  }

  /// Series without a forecast.
  public var failed: Int { failures.values.reduce(0) { $0 + $1.count } }

  /// No series yet.
  public init() {}

  mutating func add(_ outcome: SeriesOutcome) {
    series += 1
    if outcome.isFallback { fallbacks += 1 }
    guard let failure = outcome.failure else { return }
    let reason = failure.reason.rawValue
    if failures[reason] == nil {
      failures[reason] = Failures(count: 1, series: failure.series, message: failure.message)
    } else {
      failures[reason]?.count += 1
    }
  }
}
