import Reporting
import Series
import SeriesIO

/// A summary of the forecasts of many series, gathered row by row in bounded memory: the first series in full, and for
/// the others what totals and distributions need.
public struct PanelSummary: Sendable {
  /// From the first forecast month of a series to its last.
  public struct Change: Sendable, Equatable {
    /// The series.
    public let series: String
    /// Median users in the first month.
    public let first: Double
    /// Median users in the last month.
    public let last: Double
    /// The first and the last month.
    public let months: ClosedRange<Month>
    /// last − first.
    public var users: Double { last - first }
    /// last/first − 1.
    public var share: Double { last / first - 1 }
  }

  /// The estimates of one coefficient in all series that have it.
  public struct Estimates: Sendable {
    /// The estimates.
    public fileprivate(set) var values: [Double] = []
    /// Series whose interval lies above 0.
    public fileprivate(set) var above = 0
    /// Series whose interval lies below 0.
    public fileprivate(set) var below = 0
  }

  /// The number of series kept in full, of those that lose most, and of those kept by both ends of their forecasts.
  public let kept: (whole: Int, losers: Int, others: Int)
  /// The first series, in full.
  public private(set) var first: [[ForecastRow]] = []
  /// The next series, by both ends of their forecasts.
  public private(set) var others: [SeriesChange] = []
  /// The series that lose most users, the worst first.
  public private(set) var losers: [Change] = []
  /// last/first − 1 of every series.
  public private(set) var shares: [Double] = []
  /// Sums over all series of the medians in the first and in the last month.
  public private(set) var sums = (first: 0.0, last: 0.0)
  /// Sum of medians and number of series by month.
  public private(set) var totals: [Month: (users: Double, series: Int)] = [:]
  /// Series by the model that made their forecasts.
  public private(set) var models: [ExactName: Int] = [:]
  /// Estimates by coefficient.
  public private(set) var estimates: [ExactName: Estimates] = [:]
  /// The names of the coefficients in order of appearance.
  public private(set) var coefficients: [ExactName] = []
  /// The first series whose name is that of a total.
  public private(set) var total: String?
  private var current: [ForecastRow] = []

  /// The number of series.
  public var count: Int { shares.count }

  /// An empty summary.
  public init(whole: Int = 200, losers: Int = 20, others: Int = 100_000) { kept = (whole, losers, others) }

  /// The summary of a batch folder.
  ///
  /// - Parameter folder: the folder.
  /// - Throws: ``SeriesIOError`` for the first row that cannot be read.
  public init(_ folder: BatchFolder) throws {
    self.init()
    try folder.forEachForecast { add($0) }
    finish()
    try folder.forEachCoefficient { row in
      guard let estimate = row.estimate else { return }
      add(coefficient: row.coefficient, estimate: estimate, interval: row.interval)
    }
  }

  /// Adds a row; the rows of a series are consecutive, months ascending.
  public mutating func add(_ row: ForecastRow) {
    if let last = current.last, ExactName(last.series) != ExactName(row.series) { finish() }
    current.append(row)
    let before = totals[row.month] ?? (0, 0)
    totals[row.month] = (before.users + row.median, before.series + 1)
  }

  /// Adds an estimate.
  ///
  /// - Parameters:
  ///   - coefficient: its name.
  ///   - estimate: its value.
  ///   - interval: nil where there is none.
  public mutating func add(coefficient: String, estimate: Double, interval: ClosedRange<Double>?) {
    let name = ExactName(coefficient)
    if estimates[name] == nil { coefficients.append(name) }
    estimates[name, default: Estimates()].values.append(estimate)
    if let interval, interval.lowerBound > 0 { estimates[name]?.above += 1 }
    if let interval, interval.upperBound < 0 { estimates[name]?.below += 1 }
  }

  /// Ends the current series.
  public mutating func finish() {
    defer { current.removeAll(keepingCapacity: true) }
    guard let start = current.first, let end = current.last else { return }
    let change = Change(
      series: start.series, first: start.median, last: end.median, months: start.month...max(start.month, end.month))
    shares.append(change.share)
    if total == nil, TotalName.isTotal(change.series) { total = change.series }
    sums = (sums.first + change.first, sums.last + change.last)
    models[ExactName(start.model), default: 0] += 1
    if first.count < kept.whole {
      first.append(current)
    } else if others.count < kept.others {
      others.append(SeriesChange(change.series, first: change.first, last: change.last))
    }
    guard change.users < 0, losers.count < kept.losers || change.users < (losers.last?.users ?? 0) else { return }
    let place = losers.firstIndex { $0.users > change.users } ?? losers.count
    losers.insert(change, at: place)
    if losers.count > kept.losers { losers.removeLast() }
  }

  /// The months that all series have, with the sums of their medians.
  public var sharedTotals: [(month: Month, users: Double)] {
    totals.filter { $0.value.series == count }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.users) }
  }
}
