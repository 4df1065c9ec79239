import ChurnForecast
import RealModule

/// The series of Reference/drift.py and figure_error.py: 72 months of growth that drifts, and a driver.
enum DriftSeries {
  /// The series with a figure in every `step`-th month.
  static func table(every step: Int) -> MonthlyTable {
    var (y, logs, x) = (13.0, [13.0], [2.0])
    for month in 1...71 {
      let t = Double(month)
      x.append(2 + .sin(t / 3) + (month % 7 == 0 ? 1 : 0))
      y += 0.01 + 0.006 * .sin(t / 11) - 0.004 * (x[month] - 2)
      y += 0.008 * .sin(12.9898 * t * t) + 0.004 * .cos(78.233 * t)
      logs.append(y)
    }
    let first = Month(year: 2015, month: 1)
    let users = logs.enumerated().map { $0.offset % step == 0 ? Double.exp($0.element) : nil }
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [MonthlyColumn(name: "x", first: first, values: x)])
  }
}
