import Drivers
import LeastSquares
import RealModule
import Series

extension FittedChurnHazard {
  /// ln U of every month from that of the first figure to that of the last.
  ///
  /// In months with a figure, it is that. Between figures further apart, users follow the model with the same growth added in each
  /// month, so that they lead from figure to figure; where the users who came are unknown, ln U is interpolated.
  ///
  /// - Returns: one level a month.
  /// - Throws: errors of drivers that are unknown in a month that is needed.
  public func pastLevels() throws -> [Double] {
    let observed = observedMonths
    let logs = observed.map { Double.log(data.mau[$0] ?? .nan) }
    var levels = Array(logs.prefix(1))
    for index in observed.indices.dropFirst() {
      let between = observed[index - 1].advanced(by: 1)..<observed[index].advanced(by: 1)
      levels +=
        between.count == 1
        ? [logs[index]] : try bridged(between, from: logs[index - 1], to: logs[index])
    }
    return levels
  }

  /// ln U of the months after one figure until the next.
  private func bridged(_ months: Range<Month>, from start: Double, to end: Double) throws -> [Double] {
    let hazards = try hazards(in: months)
    let known = specification.flows?.acquired.flatMap(data.driver)
    func path(_ added: Double) -> [Double]? {
      var level = start
      var levels: [Double] = []
      for (month, hazard) in zip(months, hazards) {
        let users = Double.exp(level)
        guard let gained = situation == .neither ? acquired(users, estimate.values) : known?[month] else { return nil }
        level = .log(max(users * (1 - hazard) + gained, .leastNormalMagnitude)) + added
        levels.append(level)
      }
      return levels
    }
    // The last level rises with what is added, as long as that is little.
    var (low, high) = (0.0, 0.0)
    func reached(_ added: Double) -> Double? { path(added)?.last.flatMap { $0.isFinite ? $0 : nil } }
    var step = 1.0 / 1024
    while let level = reached(high), level < end, step < 8 { (high, step) = (step, 2 * step) }
    step = 1.0 / 1024
    while let level = reached(low), level > end, step < 8 { (low, step) = (-step, 2 * step) }
    guard let lowest = reached(low), let highest = reached(high), lowest <= end, end <= highest else {
      return months.indices.map { month in
        start + (end - start) * Double(months.lowerBound.distance(to: month) + 1) / Double(months.count)
      }
    }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if (path(middle)?.last ?? end) < end { low = middle } else { high = middle }
    }
    var levels = path((low + high) / 2) ?? []
    levels[levels.count - 1] = end
    return levels
  }

  /// The hazards of some months of the data at the estimate.
  private func hazards(in months: Range<Month>) throws -> [Double] {
    let rows = try retentionRows(months, columns: specification.columns(in: data))
    return (0..<rows.rows).map { row in
      var logit = 0.0
      for column in 0..<rows.columns { logit -= rows[row, column] * estimate.values[column] }
      return 1 / (1 + .exp(-logit))
    }
  }

  /// The rows of −logit h in some months of the past or after it.
  ///
  /// - Parameters:
  ///   - months: the months.
  ///   - columns: the raw columns by driver, continued to the last of the months; nil for steps and pulses.
  /// - Returns: −(1, season, z), one row per month, a column for each of ``hazardCount`` parameters.
  /// - Throws: ``DriverError``.
  public func retentionRows(_ months: Range<Month>, columns: [MonthlyColumn?]) throws(DriverError) -> Matrix {
    try HazardEquation.rows(specification, columns, references, months, historyEnd: origin.advanced(by: 1)).scaled(
      by: -1)
  }

  /// −logit of the share of the users who left in a month; nil where it was not observed, or nobody or everybody left.
  ///
  /// - Parameters:
  ///   - month: the month.
  ///   - users: those of the month before.
  /// - Returns: ln((U − C)/C).
  public func observedRetention(in month: Month, of users: Double) -> Double? {
    guard let churned = specification.flows?.churned.flatMap(data.driver)?[month], churned > 0, churned < users else {
      return nil
    }
    return .log((users - churned) / churned)
  }

  /// The users who come, by month: the observed ones, or those that balance the stock; nil where the model makes them.
  ///
  /// - Returns: a column until the last figure, and as far as observed ones go.
  public var acquisitions: MonthlyColumn? {
    guard situation != .neither, let first = observedMonths.first else { return nil }
    let observed = specification.flows?.acquired.flatMap(data.driver)
    let months = first.advanced(by: 1)..<origin.advanced(by: 1)
    guard let levels = try? pastLevels(), let hazards = try? hazards(in: months) else { return observed }
    let balance = months.indices.map { month -> Double in
      let index = months.lowerBound.distance(to: month)
      let (before, after) = (Double.exp(levels[index]), Double.exp(levels[index + 1]))
      let lost = specification.flows?.churned.flatMap(data.driver)?[month] ?? before * hazards[index]
      return max(0, after - before + lost)
    }
    guard let observed else {
      return MonthlyColumn(name: acquisitionsName, first: months.lowerBound, values: balance)
    }
    let start = min(observed.first, months.lowerBound)
    let end = max(observed.months.upperBound, months.upperBound)
    return MonthlyColumn(
      name: observed.name, first: start,
      values: (start..<end).map { month in
        observed[month] ?? (months.contains(month) ? balance[months.lowerBound.distance(to: month)] : nil)
      }, file: observed.file)
  }

  /// The name of the users who come where they are not a column of the data.
  private var acquisitionsName: String {
    let taken = specification.driverColumns + [data.mau.name]
    return taken.contains("acquired") ? "acquired users" : "acquired"
  }
}
