import LeastSquares
import Series

/// The means of a column by month of the year, and how much they explain.
struct SeasonalMeans {
  /// By month of the year; the mean of all months if no value of that month is known.
  let means: [Double]
  /// Whether the means differ: an F test at 5 % with three years or more.
  let isSignificant: Bool

  init(_ column: MonthlyColumn) {
    var sums = [Double](repeating: 0, count: 12)
    var counts = sums
    let known = column.observedMonths
    for month in known {
      sums[month.monthOfYear - 1] += column[month] ?? 0
      counts[month.monthOfYear - 1] += 1
    }
    let mean = sums.reduce(0, +) / Double(max(1, known.count))
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : mean }
    self.means = means
    let explained = zip(means, counts).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let rest = known.reduce(0) { sum, month in
      let difference = (column[month] ?? 0) - means[month.monthOfYear - 1]
      return sum + difference * difference
    }
    let freedom = Double(known.count - 12)
    guard known.count >= 36, rest > 0 else {
      isSignificant = false
      return
    }
    isSignificant =
      FDistribution(numerator: 11, denominator: freedom).upperTail((explained / 11) / (rest / freedom)) < 0.05
  }

  /// The mean for a month.
  subscript(month: Month) -> Double { means[month.monthOfYear - 1] }
}

extension MonthlyColumn {
  /// By how much the months of the year differ from their mean.
  ///
  /// - Parameter first: the month of the first value.
  /// - Returns: twelve values, from that month on.
  package func yearlyPattern(from first: Month) -> [Double] {
    let seasonal = SeasonalMeans(self)
    let mean = seasonal.means.reduce(0, +) / 12
    return (0..<12).map { seasonal[first.advanced(by: $0)] - mean }
  }
}
