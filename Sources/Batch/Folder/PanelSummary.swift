import LeastSquares
import Sampling
import Series

/// What the forecasts of many series come to, gathered row by row in bounded room: the first series whole, of the others
/// what is needed for totals and distributions.
public struct PanelSummary: Sendable {
  /// One forecast month of a series.
  public struct Row: Sendable {
    /// The series.
    public let series: String
    /// The month.
    public let month: Month
    /// The median, in users.
    public let median: Double
    /// The widest interval, in users; nil where there is none.
    public let interval: ClosedRange<Double>?
    /// The model that made it.
    public let model: String

    /// A row.
    public init(series: String, month: Month, median: Double, interval: ClosedRange<Double>?, model: String) {
      self.series = series
      self.month = month
      self.median = median
      self.interval = interval
      self.model = model
    }
  }

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

  /// The number of series that are kept whole, and of those that lose most.
  public let kept: (whole: Int, losers: Int)
  /// The first series, whole.
  public private(set) var first: [[Row]] = []
  /// The series that lose most users, the worst first.
  public private(set) var losers: [Change] = []
  /// last/first − 1 of every series.
  public private(set) var shares: [Double] = []
  /// Sums over all series of the medians in the first and in the last month.
  public private(set) var sums = (first: 0.0, last: 0.0)
  /// Sum of medians and number of series by month.
  public private(set) var totals: [Month: (users: Double, series: Int)] = [:]
  /// Series by the model that made their forecasts.
  public private(set) var models: [String: Int] = [:]
  /// Estimates by coefficient.
  public private(set) var estimates: [String: Estimates] = [:]
  /// The names of the coefficients in the order in which they came.
  public private(set) var coefficients: [String] = []
  private var current: [Row] = []

  /// The number of series.
  public var count: Int { shares.count }

  /// Nothing yet.
  public init(whole: Int = 200, losers: Int = 20) { kept = (whole, losers) }

  /// Takes in a row; rows of a series follow one another, months ascending.
  public mutating func add(_ row: Row) {
    if let last = current.last, last.series != row.series { finish() }
    current.append(row)
    let before = totals[row.month] ?? (0, 0)
    totals[row.month] = (before.users + row.median, before.series + 1)
  }

  /// Takes in an estimate.
  ///
  /// - Parameters:
  ///   - coefficient: its name.
  ///   - estimate: its value.
  ///   - interval: nil where there is none.
  public mutating func add(coefficient: String, estimate: Double, interval: ClosedRange<Double>?) {
    if estimates[coefficient] == nil { coefficients.append(coefficient) }
    estimates[coefficient, default: Estimates()].values.append(estimate)
    if let interval, interval.lowerBound > 0 { estimates[coefficient]?.above += 1 }
    if let interval, interval.upperBound < 0 { estimates[coefficient]?.below += 1 }
  }

  /// Takes in that no further row of the current series comes.
  public mutating func finish() {
    defer { current.removeAll(keepingCapacity: true) }
    guard let start = current.first, let end = current.last else { return }
    let change = Change(
      series: start.series, first: start.median, last: end.median, months: start.month...max(start.month, end.month))
    shares.append(change.share)
    sums = (sums.first + change.first, sums.last + change.last)
    models[start.model, default: 0] += 1
    if first.count < kept.whole { first.append(current) }
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

/// Classes of equal width over the bulk of a sample.
public struct SampleClasses: Sendable, Equatable {
  /// The classes: neighbours, ascending.
  public let classes: [(range: ClosedRange<Double>, count: Int)]
  /// Values below and above all classes.
  public let outside: (below: Int, above: Int)
  /// The quantiles 10, 50 and 90 %.
  public let deciles: [Double]

  /// Classes from the quantile 0.5 % to 99.5 %.
  ///
  /// - Parameters:
  ///   - sample: finite values; nil results from none.
  ///   - count: the number of classes.
  public init?(_ sample: [Double], count: Int = 30) {
    guard !sample.isEmpty, count > 0 else { return nil }
    let marks = quantiles(of: sample, probabilities: [0.005, 0.1, 0.5, 0.9, 0.995])
    deciles = Array(marks[1...3])
    let low = marks[0]
    let high = marks[4] > low ? marks[4] : low + max(abs(low) * 1e-6, 1e-9)
    let width = (high - low) / Double(count)
    var counts = [Int](repeating: 0, count: count)
    var outside = (below: 0, above: 0)
    for value in sample {
      if value < low {
        outside.below += 1
      } else if value > high {
        outside.above += 1
      } else {
        counts[min(count - 1, Int((value - low) / width))] += 1
      }
    }
    self.outside = outside
    classes = counts.indices.map { index in
      ((low + Double(index) * width)...(low + Double(index + 1) * width), counts[index])
    }
  }

  /// Whether two agree.
  public static func == (left: Self, right: Self) -> Bool {
    left.classes.elementsEqual(right.classes, by: ==) && left.outside == right.outside && left.deciles == right.deciles
  }
}
