import Scenarios
import Series
import SeriesIO

/// An event that hit one series and not others.
public struct ImpactRequest: Sendable, Equatable {
  /// A file with a column for each series, or with a column of series names.
  public var path: String
  /// The series that the event hit.
  public var treated: String
  /// Series that it did not hit; empty for all others.
  public var controls: [String] = []
  /// The first month that it may have affected.
  public var event: Month
  /// The column of values in a file with a column of series names; nil for that of users.
  public var column: String?
  /// What is known of the file.
  public var reading = ReadingOptions()
  /// The first and the last month to use.
  public var from: Month?
  /// The last month to use.
  public var to: Month?
  /// Whether controls are brought to the size of the treated series; nil where they are if they differ in size.
  public var isScaled: Bool?
  /// A file with one row for each series and columns of what else is known of them.
  public var predictors: String?

  /// An event.
  ///
  /// - Parameters:
  ///   - path: a file with a column for each series, or with a column of series names.
  ///   - treated: the series that the event hit.
  ///   - event: the first month that it may have affected.
  public init(_ path: String, treated: String, event: Month) {
    self.path = path
    self.treated = treated
    self.event = event
  }

  /// The panel.
  ///
  /// - Parameter remark: called with what had to be decided about the file.
  /// - Returns: the treated series and its controls over the months of the treated one, and whether they were brought to its size.
  /// - Throws: `SeriesIOError` where the file cannot be read or has no such series; `ImpactError`.
  public func panel(
    remark: (String) -> Void = { _ in }
  ) throws -> (panel: ImpactPanel, isScaled: Bool) {
    let (names, column) = try source(remark)
    guard names.contains(treated) else { throw ImpactError.unknownSeries(treated, known: names) }
    for name in controls where !names.contains(name) { throw ImpactError.unknownSeries(name, known: names) }
    let others = controls.isEmpty ? names.filter { $0 != treated } : controls
    let own = try column(treated)
    let times = own.observedMonths.filter { $0 >= from ?? $0 && $0 <= to ?? $0 }
    func series(_ column: MonthlyColumn, _ name: String) -> ImpactSeries {
      ImpactSeries(name: name, values: times.map { column[$0] })
    }
    let panel = try ImpactPanel(
      treated: series(own, treated), controls: others.map { series(try column($0), $0) }, times: times, event: event,
      predictors: try predictors.map { try Self.predictors($0, treated, others) } ?? [])
    let isScaled = isScaled ?? panel.differsInSize
    return (isScaled ? panel.atSizeOfTreated() : panel, isScaled)
  }

  /// The names of the series, and how each is read.
  private func source(
    _ remark: (String) -> Void
  ) throws -> (names: [String], column: (String) throws -> MonthlyColumn) {
    if let panel = try PanelFile(path: path, reading: reading) {
      let names = panel.seriesNames
      guard let first = names.first else { return ([], { _ in MonthlyColumn(name: "", first: event, values: []) }) }
      let file = try panel.series(first)
      for item in file.remarks { remark("\(item)") }
      let column = self.column ?? file.usersColumn { remark("\($0)") }
      return (names, { try panel.series($0).column(column, content: .number) })
    }
    let file = try SeriesFile(path: path, reading: reading)
    for item in file.remarks { remark("\(item)") }
    return (file.valueColumns, { try file.column($0, content: .number) })
  }

  /// What else is known of every series.
  private static func predictors(
    _ path: String, _ treated: String, _ controls: [String]
  ) throws -> [ImpactPredictor] {
    let table = try AttributeFile(path: path)
    return try table.columns.map { name in
      ImpactPredictor(
        name: name, treated: try table.number(name, of: treated),
        controls: try controls.map { try table.number(name, of: $0) })
    }
  }
}
