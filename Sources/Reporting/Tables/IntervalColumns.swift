import Series
import Univariate

/// The columns `median,lower80,upper80,…` that all forecasts share.
package enum IntervalColumns {
  /// Their names in CSV and their keys in JSON.
  package static func names(_ coverages: [Double]) -> [String] { ["median"] + coverages.flatMap(ends) }

  /// Names of the ends of an interval.
  private static func ends(_ coverage: Double) -> [String] {
    ["lower\(NumberText.coverage(coverage))", "upper\(NumberText.coverage(coverage))"]
  }

  /// The columns.
  ///
  /// - Parameters:
  ///   - coverages: of the intervals, ascending.
  ///   - title: the heading of the median for people.
  ///   - people: which people see intervals.
  /// - Returns: the median, then one column per interval with two names in CSV.
  package static func columns(
    _ coverages: [Double], title: String = "median", for people: ResultAudience = .people
  )
    -> [ResultColumn]
  {
    [ResultColumn(title, isNumeric: true, csv: ["median"])]
      + coverages.map {
        ResultColumn("\(NumberText.coverage($0)) % interval", isNumeric: true, for: people, csv: ends($0))
      }
  }

  /// Users, whole for machines.
  package static func cells(_ median: Double, _ intervals: [ForecastInterval]) -> [ResultCell] {
    [.users(median)] + intervals.map { .interval($0.lower, $0.upper, .users) }
  }

  /// One row per month.
  package static func table(_ coverages: [Double], _ months: [(Month, Double, [ForecastInterval])]) -> ResultTable {
    ResultTable(
      columns: [ResultColumn("month", csv: ["month"])] + columns(coverages),
      rows: months.map { month, median, intervals in [.month(month)] + cells(median, intervals) })
  }
}
