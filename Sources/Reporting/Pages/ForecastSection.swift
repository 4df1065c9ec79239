import Forecasting
import Series
import Univariate

/// History, forecast fan and the months ahead.
struct ForecastSection {
  let data: MonthlyTable
  let forecast: Forecast
  let naive: Forecast
  private var name: String { data.mau.name }

  /// The forecast, its interval and the last figure.
  var headline: String {
    guard let last = forecast.months.last else { return "" }
    let change = last.median / forecast.originUsers - 1
    let direction =
      abs(change) < 0.0005
      ? "the same as" : "\(NumberText.percent(abs(change), 1)) \(change > 0 ? "above" : "below")"
    return
      "`\(name)` is expected at \(NumberText.users(last.median)) in \(last.month)\(Self.interval(last.intervals)), "
      + "\(direction) the \(NumberText.users(forecast.originUsers)) of \(forecast.origin)."
  }

  /// The widest interval in brackets.
  static func interval(_ intervals: [ForecastInterval]) -> String {
    intervals.last.map {
      " (\(NumberText.coverage($0.coverage)) % "
        + NumberText.usersInterval($0.lower, $0.upper) + ")"
    } ?? ""
  }

  var section: ReportPage.Section {
    let report = ForecastReport(name: name, forecast: forecast, naive: naive)
    return ReportPage.Section("Forecast", [.chart(chart), .table(report.table), .notes(report.notes)])
  }

  private var chart: LineChart {
    // A long history would leave no room for the forecast; a separate chart shows all of it.
    let all = data.mau.observedMonths
    let recent = forecast.origin.advanced(by: -max(60, 3 * forecast.months.count))
    let isShort = all.filter { $0 < recent }.count <= all.count / 4
    let shown = all.filter { isShort || $0 >= recent }
    let history = shown.map { LineChart.Point($0, data.mau[$0] ?? .nan) }
    let coverages = forecast.coverages.map { NumberText.coverage($0) + " %" }.joined(separator: " and ")
    return LineChart(
      title: "\(name) and its forecast",
      description: "The figures from \(shown.first ?? forecast.origin) to \(forecast.origin), then the median with its "
        + "\(coverages) intervals.", unit: .users,
      lines: [
        LineChart.Line(name, history, .history),
        LineChart.Line("median", forecast.months.map { .init($0.month, $0.median) }, .path(0)),
      ],
      bands: forecast.coverages.indices.reversed().map { index in
        LineChart.Band(
          NumberText.coverage(forecast.coverages[index]) + " %",
          forecast.months.map { ($0.month, $0.intervals[index].lower, $0.intervals[index].upper) }, path: 0)
      }, starts: [LineChart.Point(forecast.origin, forecast.originUsers)])
  }
}
