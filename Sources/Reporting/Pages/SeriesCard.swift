/// One of many series: a small line and its change.
public struct SeriesCard: Sendable, Equatable {
  /// The series with its medians and widest intervals.
  public let line: Sparkline
  /// last / first − 1.
  public let change: Double
  /// Users at the end.
  public let last: Double

  /// A series.
  public init(_ line: Sparkline) {
    self.line = line
    last = line.values.last ?? .nan
    change = last / (line.values.first ?? .nan) - 1
  }

  /// A description of the line.
  package var description: String {
    "From \(NumberText.users(line.values.first ?? .nan)) to \(NumberText.users(last)), "
      + "\(change > 0 ? "+" : "")\(NumberText.percent(change, 1))"
  }
}
