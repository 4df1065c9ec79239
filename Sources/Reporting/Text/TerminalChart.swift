import Series
import Univariate

/// A chart of characters: the last figures, the medians of a forecast and its widest interval.
struct TerminalChart {
  private let points: [Point]

  /// A month: a figure, or a median with the ends of an interval.
  private struct Point {
    let month: Month
    let value: Double
    let ends: ClosedRange<Double>?
  }

  /// A chart of at most 72 months.
  ///
  /// - Parameters:
  ///   - history: the figures.
  ///   - forecast: at least one month.
  init(_ history: MonthlyColumn, _ forecast: Forecast) {
    let ahead = forecast.months.prefix(36).map { month in
      let widest = month.intervals.max { $0.coverage < $1.coverage }
      return Point(
        month: month.month, value: month.median, ends: widest.map { min($0.lower, $0.upper)...max($0.lower, $0.upper) })
    }
    let past = history.observedMonths.filter { $0 <= forecast.origin }.suffix(72 - ahead.count)
    points = past.map { Point(month: $0, value: history[$0] ?? 0, ends: nil) } + ahead
  }

  /// The lines of the chart: an axis of users, a column for each month, the first and last months below.
  var lines: [String] {
    let low = points.map { $0.ends?.lowerBound ?? $0.value }.min() ?? 0
    let high = points.map { $0.ends?.upperBound ?? $0.value }.max() ?? 1
    guard low.isFinite, high.isFinite, let first = points.first, let last = points.last else { return [] }
    let height = 9
    func row(_ value: Double) -> Int {
      // Cannot trap: the value is between the finite ends.
      high > low ? Int(((value - low) / (high - low) * Double(height)).rounded()) : height / 2
    }
    let labels = (0...height).map { index in
      index % 3 == 0 ? NumberText.users(low + (high - low) * Double(index) / Double(height)) : ""
    }
    let width = labels.map(\.count).max() ?? 0
    var lines: [String] = []
    for level in (0...height).reversed() {
      let marks = points.map { point -> Character in
        if row(point.value) == level { return point.ends == nil ? "•" : "○" }
        guard let ends = point.ends else { return " " }
        return (row(ends.lowerBound)...row(ends.upperBound)).contains(level) ? "│" : " "
      }
      let label = labels[level]
      let axis = label.isEmpty ? "│" : "┤"
      let text = String(repeating: " ", count: width - label.count) + label + " " + axis + String(marks)
      lines.append(String(text.reversed().drop { $0 == " " }.reversed()))
    }
    let (begin, end) = (first.month.description, last.month.description)
    lines.append(
      String(repeating: " ", count: width + 2) + begin
        + String(repeating: " ", count: max(1, points.count - begin.count - end.count)) + end)
    return lines
  }
}
