import LeastSquares
import RealModule
import Series

/// New users of the months of a forecast: ln size = centre + level·z₀ + slope·z₁ + spread·zₜ.
struct AcquisitionPlan: Sendable {
  /// Expected sizes by month; empty for nobody.
  let centres: [Double]
  /// Standard errors of the level.
  private(set) var level = 0.0
  /// Standard errors of the slope, by month.
  private(set) var slopes: [Double] = []
  /// The standard deviation of a month.
  private(set) var spread = 0.0
  /// The degrees of freedom of the standard deviation; ∞ where nothing varies.
  private(set) var freedom = Double.infinity
  /// Whether centres are means, and not medians.
  private(set) var isMean = false
  /// What is assumed, as a sentence.
  let assumption: String

  init(
    _ acquisition: CohortAcquisition, _ table: CohortTable, after origin: Month?, months: Int
  ) throws(RetentionError) {
    guard let origin else {
      // Cohorts without months have no later ones.
      guard acquisition == .recentMean() || acquisition == .none else { throw .undated("acquisition") }
      (centres, assumption) = ([], "No new users: the cohorts have no months.")
      return
    }
    switch acquisition {
    case .none: (centres, assumption) = ([], "No new users.")
    case .stated(let column):
      var users: [Double] = []
      for month in (0..<months).map({ origin.advanced(by: $0 + 1) }) {
        guard let value = column[month], value >= 0, NumberRange.contains(value) else {
          throw .badAcquisition(column.place(of: month), month, column[month])
        }
        users.append(value)
      }
      (centres, assumption) = (users, "New users as stated, known without error.")
    case .recentMean(let count):
      try FittedRetention.check("months of acquisition", count, 1...FittedRetention.mostAges)
      let sizes = table.cohorts.suffix(count).map(\.size)
      let n = Double(sizes.count)
      let mean = sizes.reduce(0, +) / n
      centres = [Double](repeating: mean, count: months)
      isMean = true
      spread = Self.deviation(sizes.map { .log($0) })
      level = spread / n.squareRoot()
      // Below three degrees of freedom a t has no variance.
      freedom = max(3, n - 1)
      assumption =
        "New users every month as in the last \(sizes.count) cohort\(sizes.count == 1 ? "" : "s") on average, "
        + (sizes.count > 1
          ? "with their variation, and without a trend." : "without variation, since there is only one.")
    case .trend(let count):
      try FittedRetention.check("months of acquisition", count, 3...FittedRetention.mostAges)
      let cohorts = table.cohorts.suffix(count)
      guard cohorts.count >= 3 else { throw .noTrend(cohorts: cohorts.count) }
      let times = cohorts.map { Double(origin.distance(to: $0.start ?? origin)) }
      let logs = cohorts.map { Double.log($0.size) }
      let n = Double(logs.count)
      let (time, log) = (times.reduce(0, +) / n, logs.reduce(0, +) / n)
      let square = times.reduce(0) { $0 + ($1 - time) * ($1 - time) }
      let slope = zip(times, logs).reduce(0) { $0 + ($1.0 - time) * ($1.1 - log) } / square
      let errors = zip(times, logs).map { $1 - log - slope * ($0 - time) }
      spread = (errors.reduce(0) { $0 + $1 * $1 } / (n - 2)).squareRoot()
      level = spread / n.squareRoot()
      let ahead = (1...max(1, months)).map { Double($0) - time }
      slopes = ahead.map { [spread] in spread * $0 / square.squareRoot() }
      centres = ahead.map { .exp(log + slope * $0) }
      let percent = (Double.expMinusOne(slope) * 1000).rounded() / 10
      assumption =
        "New users follow the trend of the last \(cohorts.count) cohorts, \(percent) % a month, with the variation about it."
    }
    guard centres.allSatisfy(NumberRange.contains) else { throw .notFinite }
  }

  /// The standard deviation of a sample; 0 for fewer than two.
  private static func deviation(_ values: [Double]) -> Double {
    let n = Double(values.count)
    guard n > 1 else { return 0 }
    let mean = values.reduce(0, +) / n
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
  }

  /// The size of the cohort of a month.
  ///
  /// - Parameters:
  ///   - index: months after the first of the forecast.
  ///   - z0: the deviate of the level.
  ///   - z1: the deviate of the slope.
  ///   - deviate: that of the month.
  /// - Returns: a whole number of users.
  func size(_ index: Int, level z0: Double, slope z1: Double, deviate: Double) -> Double {
    let tilt = slopes.isEmpty ? 0 : slopes[index]
    let variance = level * level + spread * spread
    let move = level * z0 + tilt * z1 + spread * deviate - (isMean ? variance / 2 : 0)
    return (centres[index] * .exp(move)).rounded()
  }

  /// The expected size.
  func centre(_ index: Int) -> Double { centres[index] }
}
