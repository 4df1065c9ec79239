import ChurnModels
import Forecasting
import LeastSquares
import Sampling
import Series
import Univariate

/// A forecast beside the naive one as table, CSV or JSON.
public struct ForecastReport {
  private let name: String
  private let forecast: Forecast
  private let naive: Forecast

  /// The report of a forecast.
  ///
  /// - Parameters:
  ///   - name: what is forecast.
  ///   - forecast: at least one month.
  ///   - naive: the naive forecast of the same months.
  public init(name: String, forecast: Forecast, naive: Forecast) {
    self.name = name
    self.forecast = forecast
    self.naive = naive
  }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv:
      CSVText.rows(
        [["month"] + IntervalColumns.names(forecast.levels)]
          + forecast.months.map { ["\($0.month)"] + IntervalColumns.cells($0.median, $0.intervals) })
    case .json: JSONText.document(ForecastDocument(forecast, naive: naive, notes: notes))
    }
  }

  private var table: String {
    var table = TextTable(
      [("month", .left), ("median", .right)] + forecast.levels.map { ("\(NumberText.level($0)) % interval", .right) })
    for month in forecast.months {
      table.add(
        ["\(month.month)", NumberText.users(month.median)]
          + month.intervals.map { NumberText.interval(NumberText.users($0.lower), NumberText.users($0.upper)) })
    }
    return "Forecast of `\(name)` from \(NumberText.users(forecast.originUsers)) in \(forecast.origin)\n\n" + table.text
      + "\n" + notes.map { "- \($0)\n" }.joined()
  }

  /// What a reader should know, in plain words.
  var notes: [String] {
    guard let last = forecast.months.last, let plain = naive.months.last else { return [] }
    let shares = last.varianceShares.map { "\($0.source.rawValue) \(NumberText.percent($0.share))" }
    let ratio = last.median / plain.median - 1
    let comparison =
      abs(ratio) < 0.0005
      ? "the same as" : "\(NumberText.percent(abs(ratio), 1)) \(ratio > 0 ? "above" : "below")"
    var notes = [
      shares.isEmpty || forecast.method == .averaged
        ? "" : "Variance of ln users in \(last.month): \(shares.joined(separator: ", ")).",
      "The median of \(last.month) is \(comparison) the naive forecast (no change, \(NumberText.users(plain.median)))"
        + (plain.intervals.first.map { interval in
          let inside = (interval.lower...interval.upper).contains(last.median)
          return " and \(inside ? "inside" : "outside") its \(NumberText.level(interval.level)) % interval ("
            + NumberText.interval(NumberText.users(interval.lower), NumberText.users(interval.upper)) + ")"
        } ?? "") + ".",
    ]
    for held in forecast.heldDrivers {
      notes.append(
        "`\(held.column)` is held at \(NumberText.significant(held.level)), its value of \(held.since): no future was "
          + "given (--drivers).")
    }
    switch forecast.method {
    case .averaged:
      notes.append(
        "Intervals are means of those of several forecasters, widened where these were too sure of themselves at the last "
          + "origins; `backtest` measures what they cover.")
    case .closedForm where forecast.standardErrors == .classical:
      notes.append("Intervals are exact for Gaussian innovations (t quantiles in ln users).")
    case .closedForm:
      notes.append(
        "Intervals take the parameters' \(forecast.standardErrors.rawValue) errors, but innovations as independent: correlated "
          + "ones make them too narrow or too wide.")
    case .simulation(let draws, let seed):
      notes.append("Intervals are quantiles of \(draws) simulated paths, seed \(seed).")
    }
    return notes.filter { !$0.isEmpty }
  }
}

/// The columns `median,lower80,upper80,…` that all forecasts share.
package enum IntervalColumns {
  package static func names(_ levels: [Double]) -> [String] {
    ["median"] + levels.flatMap { ["lower\(NumberText.level($0))", "upper\(NumberText.level($0))"] }
  }

  /// Whole users.
  static func cells(_ median: Double, _ intervals: [ForecastInterval]) -> [String] {
    [NumberText.whole(median)] + intervals.flatMap { [NumberText.whole($0.lower), NumberText.whole($0.upper)] }
  }

  /// The same values with their names, for JSON.
  static func encode(
    _ median: Double, _ intervals: [ForecastInterval], into container: inout KeyedEncodingContainer<JSONText.Key>
  ) throws {
    try container.encode(NumberText.rounded(median), forKey: .init("median"))
    for interval in intervals {
      try container.encode(
        NumberText.rounded(interval.lower), forKey: .init("lower\(NumberText.level(interval.level))"))
      try container.encode(
        NumberText.rounded(interval.upper), forKey: .init("upper\(NumberText.level(interval.level))"))
    }
  }
}

/// The JSON object of one month of a forecast, in whole users.
struct MonthDocument: Encodable {
  let month: Month
  let median: Double
  let intervals: [ForecastInterval]

  init(_ month: ForecastMonth) {
    self.init(month: month.month, median: month.median, intervals: month.intervals)
  }

  init(month: Month, median: Double, intervals: [ForecastInterval]) {
    self.month = month
    self.median = median
    self.intervals = intervals
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: JSONText.Key.self)
    try container.encode(month, forKey: .init("month"))
    try IntervalColumns.encode(median, intervals, into: &container)
  }
}

/// The JSON document of a forecast.
private struct ForecastDocument: Encodable {
  struct Share: Encodable {
    let month: Month
    let parameters: Double
    let innovations: Double
    let drivers: Double
  }

  let origin: Month
  let originUsers: Double
  let levels: [Double]
  let months: [MonthDocument]
  let naive: [MonthDocument]
  let varianceShares: [Share]
  let draws: Int?
  let seed: UInt64?
  let notes: [String]

  init(_ forecast: Forecast, naive: Forecast, notes: [String]) {
    origin = forecast.origin
    originUsers = NumberText.rounded(forecast.originUsers)
    levels = forecast.levels
    months = forecast.months.map(MonthDocument.init)
    self.naive = naive.months.map(MonthDocument.init)
    varianceShares = forecast.months.map { month in
      func share(_ source: VarianceShare.Source) -> Double {
        month.varianceShares.first { $0.source == source }?.share ?? 0
      }
      return Share(
        month: month.month, parameters: share(.parameters), innovations: share(.innovations),
        drivers: share(.drivers))
    }
    if case .simulation(let draws, let seed) = forecast.method {
      (self.draws, self.seed) = (draws, seed)
    } else {
      (draws, seed) = (nil, nil)
    }
    self.notes = notes
  }
}
