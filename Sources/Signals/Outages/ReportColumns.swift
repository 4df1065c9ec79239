/// The names of the columns of counts of reports.
public struct ReportColumns: Sendable, Equatable {
  /// The time at which a step begins.
  public var time = "time"
  /// The number of reports.
  public var reports = "reports"
  /// The country, if there is such a column.
  public var country = "country"
  /// The part of the service, if there is such a column.
  public var part = "part"

  /// The usual names: `time`, `reports`, `country` and `part`.
  public init() {}
}
