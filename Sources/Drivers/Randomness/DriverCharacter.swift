import Series

/// What kind of numbers a driver's history has.
struct DriverCharacter {
  private let values: [Double]
  /// The changes between consecutive months.
  private let changes: [Double]
  private let mean: Double
  private let variance: Double

  init(_ history: MonthlyColumn) {
    let months = history.observedMonths
    let values = months.compactMap { history[$0] }
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    changes = months.compactMap { month in
      guard let now = history[month], let before = history[month.advanced(by: -1)] else { return nil }
      return now - before
    }
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
    self.values = values
    self.mean = mean
  }

  /// A switch: it never changes, or is 0 or 1 and changes at most half as often as independent months would.
  var isState: Bool {
    guard variance > 0 else { return true }
    guard values.allSatisfy({ $0 == 0 || $0 == 1 }) else { return false }
    let switches = Double(changes.count { $0 != 0 })
    return switches <= mean * (1 - mean) * Double(changes.count)
  }

  /// A level that changes in at most a quarter of the months, and takes more than two values or other ones than 0 and 1.
  var isStepped: Bool {
    !values.allSatisfy { $0 == 0 || $0 == 1 } && changes.count >= 6
      && 4 * changes.count { $0 != 0 } <= changes.count && !values.contains(0)
  }

  /// Neighbouring months are far more alike than months far apart: the mean square of the changes, which is twice the variance for
  /// independent months and a tenth of it for a persistence of 0.95, is below a tenth of the variance.
  var isTrending: Bool { changes.count >= 8 && 10 * meanSquare < variance }

  /// Whole numbers from 0 on.
  var isWhole: Bool { values.allSatisfy { $0 >= 0 && $0 == $0.rounded() } }

  /// Nonnegative integers with a mean below 100 that change at least half as much as Poisson counts.
  var isCount: Bool {
    isWhole && mean > 0 && mean < 100
      && (changes.count < 6 || meanSquare >= mean)
  }

  private var meanSquare: Double {
    changes.reduce(0) { $0 + $1 * $1 } / Double(max(1, changes.count))
  }
}
